package sluice.chat.chart;

import java.util.Map;
import sluice.api.Bounded;

/** A picture of points, each in one of few colours. Not thread-safe. */
final class Canvas {

    /** Five rows of three points, from the upper left, for each character that the pictures have. */
    @Bounded("the characters below")
    private static final Map<Character, Integer> GLYPHS = Map.ofEntries(
            Map.entry('0', 0b111_101_101_101_111),
            Map.entry('1', 0b010_110_010_010_111),
            Map.entry('2', 0b111_001_111_100_111),
            Map.entry('3', 0b111_001_111_001_111),
            Map.entry('4', 0b101_101_111_001_001),
            Map.entry('5', 0b111_100_111_001_111),
            Map.entry('6', 0b111_100_111_101_111),
            Map.entry('7', 0b111_001_010_010_010),
            Map.entry('8', 0b111_101_111_101_111),
            Map.entry('9', 0b111_101_111_001_111),
            Map.entry('-', 0b000_000_111_000_000),
            Map.entry('h', 0b100_100_111_101_101),
            Map.entry('k', 0b100_101_110_101_101),
            Map.entry('M', 0b101_111_111_101_101),
            Map.entry('B', 0b110_101_110_101_110),
            Map.entry(' ', 0));

    private static final int GLYPH_WIDTH = 3;
    private static final int GLYPH_HEIGHT = 5;

    /** Points of the picture for one point of a character. */
    private static final int SCALE = 3;

    /** The height of a character. */
    static final int TEXT_HEIGHT = GLYPH_HEIGHT * SCALE;

    private static final int ADVANCE = (GLYPH_WIDTH + 1) * SCALE;

    final int width;
    final int height;
    private final byte[] points;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.points = new byte[width * height];
    }

    /** The colour of a point, by its place in the palette. */
    byte at(int x, int y) {
        return points[y * width + x];
    }

    /** Fills a rectangle, which lies inside the picture. */
    void fill(int left, int top, int wide, int high, Ink ink) {
        for (int y = top; y < top + high; y++) {
            for (int x = left; x < left + wide; x++) {
                points[y * width + x] = (byte) ink.place;
            }
        }
    }

    /** The width of a text. */
    static int widthOf(String text) {
        return text.length() * ADVANCE - SCALE;
    }

    /** Writes a text of the few characters that there are. */
    void write(int left, int top, String text, Ink ink) {
        for (int i = 0; i < text.length(); i++) {
            glyph(left + i * ADVANCE, top, GLYPHS.get(text.charAt(i)), ink);
        }
    }

    private void glyph(int left, int top, int glyph, Ink ink) {
        for (int bit = 0; bit < GLYPH_WIDTH * GLYPH_HEIGHT; bit++) {
            if ((glyph >> (GLYPH_WIDTH * GLYPH_HEIGHT - 1 - bit) & 1) == 1) {
                fill(left + bit % GLYPH_WIDTH * SCALE, top + bit / GLYPH_WIDTH * SCALE, SCALE, SCALE, ink);
            }
        }
    }
}
