package dev.halcyon.workspace.ingest;

/** The limit of one field: 64 KB of UTF-8; longer text is cut at a whole character. */
final class FieldLimit {

    static final int BYTES = 64 * 1024;

    private FieldLimit() {}

    /**
     * The text, or as much of it as the limit takes.
     *
     * @param whenCut runs when it takes less than all
     */
    static String cut(String text, int limit, Runnable whenCut) {
        String kept = cut(text, limit);
        if (kept.length() < text.length()) {
            whenCut.run();
        }
        return kept;
    }

    /** The text, or as much of it as the limit takes. */
    static String cut(String text) {
        return cut(text, BYTES);
    }

    static String cut(String text, int limit) {
        if (text.length() * 3L <= limit) {
            return text;
        }
        int bytes = 0;
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            bytes += utf8Length(codePoint);
            if (bytes > limit) {
                return text.substring(0, index);
            }
            index += Character.charCount(codePoint);
        }
        return text;
    }

    static boolean exceeds(String text) {
        return cut(text).length() < text.length();
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
