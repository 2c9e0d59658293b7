package dev.halcyon.analytics.templates;

/** Classes of characters, by table where it is fast. */
final class Characters {

    static final byte SPACE = 0;
    static final byte LETTER = 1;
    static final byte DIGIT = 2;
    /** Ends a token and is one itself. */
    static final byte SEPARATOR = 3;

    static final byte DOUBLE_QUOTE = 4;
    static final byte SINGLE_QUOTE = 5;
    /** Slash, backslash and at: a token with one of them may be a path or an address. */
    static final byte ADDRESS = 6;

    static final byte SYMBOL = 7;

    private static final byte[] ASCII = ascii();

    private Characters() {}

    private static byte[] ascii() {
        byte[] classes = new byte[128];
        for (char c = 0; c < classes.length; c++) {
            classes[c] = c <= ' ' || c == 127
                    ? SPACE
                    : c >= '0' && c <= '9'
                            ? DIGIT
                            : (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                                    ? LETTER
                                    : "()[]{}<>=,;:|".indexOf(c) >= 0 ? SEPARATOR : SYMBOL;
        }
        classes['"'] = DOUBLE_QUOTE;
        classes['\''] = SINGLE_QUOTE;
        classes['/'] = ADDRESS;
        classes['\\'] = ADDRESS;
        classes['@'] = ADDRESS;
        return classes;
    }

    static byte classOf(char c) {
        return c < 128 ? ASCII[c] : beyondAscii(c);
    }

    private static byte beyondAscii(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c)
                ? LETTER
                : Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c) ? SPACE : SYMBOL;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isAlphanumeric(char c) {
        byte kind = classOf(c);
        return kind == LETTER || kind == DIGIT;
    }
}
