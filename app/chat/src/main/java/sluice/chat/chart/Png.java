package sluice.chat.chart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a picture as PNG: a palette, and a byte for each point. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final byte BITS_OF_A_POINT = 8;
    private static final byte WITH_PALETTE = 3;
    private static final int BYTES_OF_A_COLOUR = 3;

    private Png() {}

    static byte[] of(Canvas canvas) {
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(canvas.width).putInt(canvas.height);
        // Compression, filter and interlacing have one value each that suits.
        header.put(BITS_OF_A_POINT)
                .put(WITH_PALETTE)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 0);
        ByteBuffer palette = ByteBuffer.allocate(Ink.values().length * BYTES_OF_A_COLOUR);
        for (Ink ink : Ink.values()) {
            palette.put((byte) (ink.rgb >> 16)).put((byte) (ink.rgb >> 8)).put((byte) ink.rgb);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        png.writeBytes(chunk("IHDR", header.array()));
        png.writeBytes(chunk("PLTE", palette.array()));
        png.writeBytes(chunk("IDAT", deflated(rows(canvas))));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** Each row begins with the number of its filter, which is 0 for none. */
    private static byte[] rows(Canvas canvas) {
        byte[] rows = new byte[(canvas.width + 1) * canvas.height];
        for (int y = 0; y < canvas.height; y++) {
            for (int x = 0; x < canvas.width; x++) {
                rows[y * (canvas.width + 1) + 1 + x] = canvas.at(x, y);
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[4096];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        }
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }
}
