package dev.halcyon.kql.bind;

/** What of the language a request may use. */
public enum Dialect {
    /** Everything. */
    KUSTO(DialectProfile.QUERY),
    /** What the documentation of Azure Monitor does not list as unsupported (R135). */
    AZURE_MONITOR(new AzureMonitorProfile());

    private final DialectProfile profile;

    Dialect(DialectProfile profile) {
        this.profile = profile;
    }

    DialectProfile profile() {
        return profile;
    }
}
