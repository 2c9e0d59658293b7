package dev.halcyon.cli.terminal;

/** Text as a terminal shows it: columns instead of characters, and no control characters. */
public final class DisplayText {
    private static final String CUT = "…";

    private DisplayText() {}

    /**
     * The text with line breaks and control characters made visible, so that data cannot steer the terminal:
     * {@code \n}, {@code \r}, {@code \t}, else {@code \}{@code u0000}.
     */
    public static String visible(String text) {
        if (text.codePoints().noneMatch(DisplayText::isControl)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> visible.append("\\n");
                case '\r' -> visible.append("\\r");
                case '\t' -> visible.append("\\t");
                default -> {
                    if (isControl(point)) {
                        visible.append("\\u%04x".formatted(point));
                    } else {
                        visible.appendCodePoint(point);
                    }
                }
            }
        });
        return visible.toString();
    }

    /** Formatting characters count: those that turn the writing direction make a line read differently. */
    private static boolean isControl(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }

    /** Number of terminal columns: 2 for East Asian wide characters, 0 for combining ones. */
    public static int width(String text) {
        return text.codePoints().map(DisplayText::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
        return wide ? 2 : 1;
    }

    /** The text, cut to a width; what was cut is marked by an ellipsis. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int index = 0; index < text.length(); ) {
            int point = text.codePointAt(index);
            used += width(point);
            if (used > width - 1) {
                break;
            }
            kept.appendCodePoint(point);
            index += Character.charCount(point);
        }
        return kept.append(CUT).toString();
    }

    /** The text with spaces after it up to a width. */
    public static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** The text with spaces before it up to a width. */
    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }
}
