package dev.halcyon.cli;

import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.server.HalcyonServer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The program. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(System.getenv()), arguments));
    }

    /** Runs a command; answers its {@link ExitCode}. */
    public static int run(Terminal terminal, String... arguments) {
        CommandLine command = commandLine(terminal, arguments);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setAbbreviatedSubcommandsAllowed(false);
        command.setUsageHelpAutoWidth(false);
        command.setUsageHelpWidth(Math.clamp(terminal.width(), 80, 110));
        command.setUsageHelpLongOptionsMaxWidth(34);
        command.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        command.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler(new UsageErrors(terminal));
        command.setExecutionExceptionHandler(new Failures(terminal));
        return command.execute(arguments);
    }

    /** Reading the options of all commands takes longer than most commands: only the one that is named is read. */
    private static CommandLine commandLine(Terminal terminal, String... arguments) {
        Optional<Subcommand> named = arguments.length == 0 ? Optional.empty() : Subcommand.named(arguments[0]);
        if (named.equals(Optional.of(Subcommand.SERVE)) || named.equals(Optional.of(Subcommand.TUTORIAL))) {
            HalcyonServer.readyAhead();
        }
        CommandLine command = new CommandLine(new HalcyonCommand());
        for (Subcommand subcommand : named.map(List::of).orElseGet(() -> List.of(Subcommand.values()))) {
            command.addSubcommand(subcommand.word(), subcommand.create(terminal));
        }
        if (named.isEmpty()) {
            command.addSubcommand(new CommandLine.HelpCommand());
        }
        return command;
    }
}
