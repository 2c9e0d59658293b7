package dev.halcyon.cli;

import dev.halcyon.cli.output.OutputFormat;
import picocli.CommandLine.Option;

/** The form in which a command prints rows. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or csv. Default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.TABLE;

    OutputFormat format() {
        return format;
    }
}
