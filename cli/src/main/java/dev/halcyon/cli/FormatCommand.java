package dev.halcyon.cli;

import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.kql.Kql;
import dev.halcyon.kql.diagnostic.KqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halcyon format}. */
@Command(
        name = "format",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Lay out queries in files.",
        description = {
            "Rewrites each file: every statement and every pipe begins a line, blocks are indented, comments are kept. "
                    + "Formatting twice is formatting once. A file that is not KQL is left alone."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon format hunt.kql",
            "  halcyon format --check queries/*.kql",
            "  halcyon format - < hunt.kql",
            "",
            "Exit codes: 0 done, or nothing to do; 1 with --check, some file would change; 2 a file is not KQL."
        })
final class FormatCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--check", description = "Change nothing; name the files that would change.")
    private boolean check;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files with one query each; - is standard input.")
    private List<String> files = List.of();

    FormatCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        int code = ExitCode.SUCCESS;
        for (String name : files) {
            boolean standardInput = name.equals("-");
            String text = standardInput ? QuerySource.standardInput() : Files.readString(Path.of(name));
            try {
                Kql.parse(text);
            } catch (KqlException e) {
                terminal.err()
                        .println(terminal.styled(Style.BAD, "halcyon")
                                + ": %s is not KQL: %s"
                                        .formatted(
                                                name, Failures.oneLine(e.first().message())));
                code = ExitCode.USER;
                continue;
            }
            String formatted = Kql.format(text) + "\n";
            if (standardInput) {
                terminal.out().print(formatted);
            } else if (!formatted.equals(text)) {
                if (check) {
                    terminal.out().println(name);
                    code = Math.max(code, ExitCode.FAULT);
                } else {
                    Files.writeString(Path.of(name), formatted);
                }
            }
        }
        return code;
    }
}
