package dev.halcyon.cli.terminal;

/** The few styles in use; they differ in brightness too, so that colour alone never carries a meaning. */
public enum Style {
    BOLD("1"),
    DIM("2"),
    GOOD("32"),
    WARNING("33"),
    BAD("1;31"),
    ACCENT("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
