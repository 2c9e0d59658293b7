package dev.halcyon.learn.file;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is not a readable model; nothing of it was used. */
public final class ModelFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final String position;
    private final String hint;

    ModelFormatException(Path file, String position, String problem, String hint, @Nullable Throwable cause) {
        super("%s at %s: %s".formatted(file, position, problem), cause);
        this.file = file;
        this.position = position;
        this.hint = hint;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Where in the file: a JSON pointer such as {@code /payload/model/trees/3/0/left}, or line and column. */
    public String position() {
        return position;
    }

    /** What the reader of the message can do about it, one sentence. */
    public String hint() {
        return hint;
    }
}
