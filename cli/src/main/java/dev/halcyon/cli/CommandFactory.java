package dev.halcyon.cli;

import dev.halcyon.cli.terminal.Terminal;
import picocli.CommandLine;

/** Makes the commands with the terminal they write to. */
final class CommandFactory implements CommandLine.IFactory {
    private final Terminal terminal;
    private final CommandLine.IFactory other = CommandLine.defaultFactory();

    CommandFactory(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == TutorialCommand.class) {
            return type.cast(new TutorialCommand(terminal));
        }
        if (type == ServeCommand.class) {
            return type.cast(new ServeCommand(terminal));
        }
        if (type == QueryCommand.class) {
            return type.cast(new QueryCommand(terminal));
        }
        if (type == CheckCommand.class) {
            return type.cast(new CheckCommand(terminal));
        }
        if (type == FormatCommand.class) {
            return type.cast(new FormatCommand(terminal));
        }
        if (type == ExplainCommand.class) {
            return type.cast(new ExplainCommand(terminal));
        }
        if (type == AppCommand.class) {
            return type.cast(new AppCommand(terminal));
        }
        if (type == RoleCommand.class) {
            return type.cast(new RoleCommand(terminal));
        }
        if (type == FunctionCommand.class) {
            return type.cast(new FunctionCommand(terminal));
        }
        if (type == TableCommand.class) {
            return type.cast(new TableCommand(terminal));
        }
        if (type == ImportCommand.class) {
            return type.cast(new ImportCommand(terminal));
        }
        if (type == ApplyCommand.class) {
            return type.cast(new ApplyCommand(terminal));
        }
        if (type == BackupCommand.class) {
            return type.cast(new BackupCommand(terminal));
        }
        if (type == RestoreCommand.class) {
            return type.cast(new RestoreCommand(terminal));
        }
        if (type == ExportCommand.class) {
            return type.cast(new ExportCommand(terminal));
        }
        return other.create(type);
    }
}
