package sluice.app.chat;

/** A picture as a PNG file. Whoever is given its bytes leaves them as they are. */
final class Png {

    private final byte[] bytes;

    Png(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes;
    }
}
