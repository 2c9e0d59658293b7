package dev.halcyon.cli;

import dev.halcyon.kql.bind.Dialect;
import picocli.CommandLine.Option;

/** Which queries are refused because Azure Monitor documents them as unsupported. */
final class DialectOption {
    @Option(
            names = "--compat-strict",
            description = "Refuse what the documentation of Azure Monitor lists as unsupported, such as set, fork and "
                    + "some plugins and charts. Default: it is accepted.")
    private boolean strict;

    Dialect dialect() {
        return strict ? Dialect.AZURE_MONITOR : Dialect.KUSTO;
    }
}
