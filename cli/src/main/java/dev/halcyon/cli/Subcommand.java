package dev.halcyon.cli;

import dev.halcyon.cli.terminal.Terminal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The commands below {@code halcyon}, in the order of its help. */
enum Subcommand {
    TUTORIAL(TutorialCommand::new),
    SERVE(ServeCommand::new),
    QUERY(QueryCommand::new),
    CHECK(CheckCommand::new),
    FORMAT(FormatCommand::new),
    EXPLAIN(ExplainCommand::new),
    FUNCTION(FunctionCommand::new),
    APP(AppCommand::new),
    ROLE(RoleCommand::new),
    IMPORT(ImportCommand::new),
    TABLE(TableCommand::new),
    APPLY(ApplyCommand::new),
    BACKUP(BackupCommand::new),
    RESTORE(RestoreCommand::new),
    EXPORT(ExportCommand::new);

    @SuppressWarnings("ImmutableEnumChecker") // A constructor.
    private final Function<Terminal, Object> constructor;

    Subcommand(Function<Terminal, Object> constructor) {
        this.constructor = constructor;
    }

    /** The command that a word names; empty for every other word. */
    static Optional<Subcommand> named(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst();
    }

    /** What the user writes. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A new object with the options of the command. */
    Object create(Terminal terminal) {
        return constructor.apply(terminal);
    }
}
