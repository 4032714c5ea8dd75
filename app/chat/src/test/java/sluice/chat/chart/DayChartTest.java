package sluice.chat.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import sluice.host.status.History;
import sluice.host.status.Series;

class DayChartTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** The parts of a PNG file that its reader needs. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Read(int width, int height, byte[] rows) {

        int at(int x, int y) {
            return rows[y * (width + 1) + 1 + x];
        }

        long count(Ink ink) {
            long count = 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    count += at(x, y) == ink.place ? 1 : 0;
                }
            }
            return count;
        }
    }

    private static Read read(byte[] png) throws DataFormatException {
        ByteBuffer file = ByteBuffer.wrap(png);
        assertEquals(0x89504E470D0A1A0AL, file.getLong());
        int width = 0;
        int height = 0;
        byte[] rows = {};
        String type = "";
        while (!type.equals("IEND")) {
            int length = file.getInt();
            byte[] name = new byte[4];
            file.get(name);
            byte[] data = new byte[length];
            file.get(data);
            CRC32 sum = new CRC32();
            sum.update(name);
            sum.update(data);
            assertEquals((int) sum.getValue(), file.getInt());
            type = new String(name, StandardCharsets.US_ASCII);
            if (type.equals("IHDR")) {
                width = ByteBuffer.wrap(data).getInt();
                height = ByteBuffer.wrap(data, 4, 4).getInt();
            } else if (type.equals("IDAT")) {
                rows = new byte[(width + 1) * height];
                try (Inflater inflater = new Inflater()) {
                    inflater.setInput(data);
                    assertEquals(rows.length, inflater.inflate(rows));
                }
            }
        }
        assertTrue(!file.hasRemaining(), "nothing may stand behind the end");
        return new Read(width, height, rows);
    }

    private static byte[] png(History history, Instant now) {
        return DayChart.png(history.curve(Series.WAITING, now), history.curve(Series.MEMORY, now));
    }

    private static void add(History history, Instant now, long waiting, long memory) {
        history.add(now, Series.WAITING, waiting);
        history.add(now, Series.MEMORY, memory);
    }

    @Test
    void shows_nothing_where_nothing_is_known() throws DataFormatException {
        Read picture = read(png(new History(), NOW));
        assertEquals(0, picture.count(Ink.WAITING));
        assertEquals(0, picture.count(Ink.MEMORY));
        assertTrue(picture.count(Ink.TEXT) > 0);
    }

    @Test
    void shows_a_line_where_nothing_waited_and_columns_where_something_did() throws DataFormatException {
        History history = new History();
        add(history, NOW, 0, 0);
        assertEquals(3 * 2, read(png(history, NOW)).count(Ink.WAITING));
        add(history, NOW, 10, 0);
        assertEquals(3 * 150, read(png(history, NOW)).count(Ink.WAITING));
        assertEquals(3 * 150, read(png(history, NOW.plus(Duration.ofHours(23)))).count(Ink.WAITING));
        assertEquals(0, read(png(history, NOW.plus(Duration.ofHours(24)))).count(Ink.WAITING));
    }

    @Test
    void the_columns_of_a_full_day_stay_in_the_picture_whatever_the_numbers() throws DataFormatException, IOException {
        History history = new History();
        for (int i = 0; i < 960; i++) {
            double hour = i / 40.0;
            long waiting = i < 200 ? 0 : Math.round(450 + 400 * Math.sin(hour / 3) + (i % 37 == 0 ? 120 : 0));
            add(history, NOW.minus(Duration.ofSeconds(90L * (959 - i))), Math.max(0, waiting), (90L + i / 30) << 20);
        }
        byte[] png = png(history, NOW);
        Files.write(Path.of("target", "day.png"), png);
        assertTrue(png.length < 20_000, png.length + " bytes");
        Read picture = read(png);
        assertTrue(picture.count(Ink.MEMORY) > 100_000 / 2);
        add(history, NOW, Long.MAX_VALUE / 1000, Long.MAX_VALUE / 2);
        assertEquals(picture.width(), read(png(history, NOW)).width());
    }
}
