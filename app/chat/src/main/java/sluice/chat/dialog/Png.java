package sluice.chat.dialog;

/** A picture as a PNG file. Whoever is given its bytes leaves them as they are. */
public final class Png {

    private final byte[] bytes;

    public Png(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes;
    }
}
