package sluice.chat.chart;

/** The colours of a picture. */
enum Ink {
    PAPER(0, 0xFFFFFF),
    GRID(1, 0xDDE3EA),
    TEXT(2, 0x5B6673),
    WAITING(3, 0x2F7FD6),
    MEMORY(4, 0xE8862E);

    /** Its place in the palette, which begins with the first constant and leaves none out. */
    final int place;

    final int rgb;

    Ink(int place, int rgb) {
        this.place = place;
        this.rgb = rgb;
    }
}
