package dev.halcyon.cli.tutorial;

/** A usage file that cannot be read, with the line. */
final class UsageFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageFileException(int line, String message) {
        super("line %d: %s".formatted(line, message));
    }
}
