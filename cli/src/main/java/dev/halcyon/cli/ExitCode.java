package dev.halcyon.cli;

/** What the exit code says. */
public final class ExitCode {
    public static final int SUCCESS = 0;

    /** The request was fine; the server or the program failed, or the answer is incomplete. */
    public static final int FAULT = 1;

    /** The input was wrong: an option, a query, a file, a folder, a full disk, a port. */
    public static final int USER = 2;

    private ExitCode() {}
}
