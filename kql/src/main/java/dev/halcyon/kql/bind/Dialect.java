package dev.halcyon.kql.bind;

/** What of the language a request may use. */
public enum Dialect {
    /** Everything. */
    KUSTO,
    /** What the documentation of Azure Monitor does not list as unsupported (R135). */
    AZURE_MONITOR;

    DialectProfile profile() {
        return switch (this) {
            case KUSTO -> DialectProfile.QUERY;
            case AZURE_MONITOR -> new AzureMonitorProfile();
        };
    }
}
