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

    /** What a character is, one bit each, for loops that ask several things of it. */
    static final int LETTER_BIT = 1;

    static final int DIGIT_BIT = 1 << 1;
    static final int HEX_BIT = 1 << 2;
    static final int ADDRESS_BIT = 1 << 3;
    static final int OTHER_BIT = 1 << 4;
    /** White space, separators and quotes: no word goes on with one, but for the apostrophe in it. */
    static final int ENDS_WORD = 1 << 5;

    static final int ENDS_PATH = 1 << 6;
    static final int ENDS_URL = 1 << 7;

    private static final short[] ASCII_BITS = asciiBits();

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

    private static short[] asciiBits() {
        short[] bits = new short[ASCII.length];
        for (char c = 0; c < bits.length; c++) {
            bits[c] = (short) (bitsOfClass(ASCII[c])
                    | (isHex(c) ? HEX_BIT : 0)
                    | (c <= ' ' || "\"'<>|`,;()[]{}:".indexOf(c) >= 0 ? ENDS_PATH : 0)
                    | (c <= ' ' || "\"'<>|`".indexOf(c) >= 0 ? ENDS_URL : 0));
        }
        return bits;
    }

    private static int bitsOfClass(byte kind) {
        return switch (kind) {
            case LETTER -> LETTER_BIT;
            case DIGIT -> DIGIT_BIT;
            case ADDRESS -> ADDRESS_BIT;
            case SPACE, SEPARATOR, DOUBLE_QUOTE, SINGLE_QUOTE -> ENDS_WORD;
            default -> OTHER_BIT;
        };
    }

    static int bitsOf(char c) {
        return c < 128 ? ASCII_BITS[c] : bitsOfClass(beyondAscii(c));
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
        return (bitsOf(c) & (LETTER_BIT | DIGIT_BIT)) != 0;
    }
}
