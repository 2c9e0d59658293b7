package dev.halcyon.analytics.templates;

/**
 * What stands in a form for text that varies. Each has a control character as its sign; control characters of a line are
 * read as white space, so that no line can hold a sign.
 */
public enum Placeholder {
    /** A point in time or a date. */
    TIME(4, "<TIME>"),
    /** An IPv4 or IPv6 address, with its port. */
    IP(5, "<IP>"),
    GUID(6, "<GUID>"),
    /** Hexadecimal digits, a MAC address. */
    HEX(7, "<HEX>"),
    /** A number with its unit, a version. */
    NUM(8, "<NUM>"),
    URL(9, "<URL>"),
    PATH(10, "<PATH>"),
    EMAIL(11, "<EMAIL>"),
    /** Letters and digits mixed as no word is. */
    ID(12, "<ID>"),
    /** A part of a word: one of numbers, hexadecimal digits, identifiers. */
    PART(13, "<*>"),
    /** All that follows in a line too long. */
    REST(14, "<...>"),
    /** A whole token that differs between the lines of a template. */
    ANY(15, "<*>");

    /** The first sign; below it are the marks of {@link LineScanner}. */
    static final char FIRST = 4;

    private static final Placeholder[] BY_SIGN = bySign();

    /** The signs of {@link #isPartOfWords}, one bit each. */
    private static final int PARTS_OF_WORDS = (1 << NUM.sign) | (1 << HEX.sign) | (1 << ID.sign) | (1 << PART.sign);

    private final char sign;
    private final String text;

    Placeholder(int sign, String text) {
        this.sign = (char) sign;
        this.text = text;
    }

    private static Placeholder[] bySign() {
        Placeholder[] placeholders = values();
        Placeholder[] bySign = new Placeholder[placeholders.length];
        for (Placeholder placeholder : placeholders) {
            bySign[placeholder.sign - FIRST] = placeholder;
        }
        return bySign;
    }

    /** How a template shows it. */
    public String text() {
        return text;
    }

    char sign() {
        return sign;
    }

    static boolean isSign(char c) {
        return c >= FIRST && c < FIRST + BY_SIGN.length;
    }

    static Placeholder of(char sign) {
        return BY_SIGN[sign - FIRST];
    }

    /** True for those that one value of a kind may get in one line and another in the next. */
    boolean isPartOfWords() {
        return isPartOfWords(sign);
    }

    static boolean isPartOfWords(char sign) {
        return sign < Integer.SIZE && ((PARTS_OF_WORDS >> sign) & 1) != 0;
    }
}
