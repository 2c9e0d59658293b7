package dev.halcyon.store.table;

/** Who defines a table. */
public enum TableKind {
    /** A built-in table of Azure Monitor Logs. */
    MICROSOFT("Microsoft", "microsoft"),
    /** A table of the workspace's owner, {@code _CL}. */
    CUSTOM("CustomLog", "customer");

    private final String tableType;
    private final String source;

    TableKind(String tableType, String source) {
        this.tableType = tableType;
        this.source = source;
    }

    /** {@code tableType} of the tables API. */
    public String tableType() {
        return tableType;
    }

    /** {@code source} of the tables API. */
    public String source() {
        return source;
    }
}
