package dev.halcyon.cli;

import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;

/** Wrong options: one line, what was probably meant, and where the help is. */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {
    private final Terminal terminal;

    UsageErrors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException error, String[] arguments) {
        PrintStream err = terminal.err();
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        err.println(terminal.styled(Style.BAD, "halcyon") + ": " + Failures.oneLine(error.getMessage()));
        if (error instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                err.println("did you mean " + String.join(" or ", suggestions) + "?");
            }
        }
        err.println("see " + command + " --help");
        return ExitCode.USER;
    }
}
