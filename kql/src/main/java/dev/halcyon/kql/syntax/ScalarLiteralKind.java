package dev.halcyon.kql.syntax;

/** The type of a literal (section 2 of the language rules). */
public enum ScalarLiteralKind {
    /** bool. */
    BOOL("bool"),
    /** int. */
    INT("int"),
    /** long. */
    LONG("long"),
    /** real. */
    REAL("real"),
    /** decimal. */
    DECIMAL("decimal"),
    /** string. */
    STRING("string"),
    /** datetime. */
    DATETIME("datetime"),
    /** timespan. */
    TIMESPAN("timespan"),
    /** guid. */
    GUID("guid"),
    /** dynamic. */
    DYNAMIC("dynamic");

    private final String text;

    ScalarLiteralKind(String text) {
        this.text = text;
    }

    /** The name of the type in KQL. */
    public String text() {
        return text;
    }
}
