package dev.halcyon.cli;

import dev.halcyon.cli.client.ServerUnreachableException;
import dev.halcyon.cli.client.ServiceException;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.server.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a failed command prints and with which code it ends. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        return switch (error) {
            case UserException user -> tell(user.getMessage(), ExitCode.USER);
            case ServerStartException start -> tell(start.getMessage(), ExitCode.USER);
            case InvalidDataException data -> tell(data.getMessage() + " " + data.hint(), ExitCode.USER);
            case ServiceException service ->
                tell(
                        "%s (%s)".formatted(service.getMessage(), service.code()),
                        service.isServerFault() ? ExitCode.FAULT : ExitCode.USER);
            case UncheckedIOException io -> file(io.getCause());
            case IOException io -> file(io);
            default -> {
                tell("an error of the program itself; please report it with the lines below", ExitCode.FAULT);
                error.printStackTrace(terminal.err());
                yield ExitCode.FAULT;
            }
        };
    }

    private int file(@Nullable IOException error) {
        return switch (error) {
            case ServerUnreachableException unreachable -> tell(unreachable.getMessage(), ExitCode.FAULT);
            case NoSuchFileException missing -> tell("There is no file " + missing.getFile() + ".", ExitCode.USER);
            case AccessDeniedException denied -> tell("No permission for " + denied.getFile() + ".", ExitCode.USER);
            case FileSystemException file -> tell("%s: %s".formatted(file.getFile(), file.getReason()), ExitCode.USER);
            case null -> tell("An input or output error without a reason.", ExitCode.FAULT);
            default ->
                tell(
                        "A file cannot be read or written: %s. What was stored before is safe; run again when it is mended."
                                .formatted(error.getMessage()),
                        ExitCode.USER);
        };
    }

    private int tell(@Nullable String message, int code) {
        terminal.err().println(terminal.styled(Style.BAD, "halcyon") + ": " + oneLine(message));
        return code;
    }

    static String oneLine(@Nullable String message) {
        return message == null
                ? "unknown error"
                : DisplayText.visible(message.strip().replaceAll("\\s*\\R\\s*", "; "));
    }
}
