package dev.halcyon.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where a command writes.
 *
 * @param out answers and progress
 * @param err errors and warnings
 * @param interactive true when {@code out} is a terminal: lines may be overwritten
 * @param colour true when {@code out} is a terminal and NO_COLOR is not set
 * @param width columns, at least {@link #NARROWEST}
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour, int width) {
    public static final int NARROWEST = 40;
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int USUAL_WIDTH = 100;

    public Terminal {
        width = Math.max(NARROWEST, width);
    }

    /** The process's own. Without a terminal the width is that of the variable COLUMNS, or 100. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean interactive = isTerminal() && !"dumb".equals(environment.get("TERM"));
        boolean colour = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        return new Terminal(out, err, interactive, colour, columns(environment, interactive));
    }

    /** Plain output of a fixed width. */
    public static Terminal plain(PrintStream out, PrintStream err, int width) {
        return new Terminal(out, err, false, false, width);
    }

    /** Columns that a table may take: a pipe or a file has room for all. */
    public int tableWidth() {
        return interactive ? width : UNBOUNDED;
    }

    /** The same with room for everything: what is copied from it must not be cut. */
    public Terminal unbounded() {
        return new Terminal(out, err, interactive, colour, UNBOUNDED);
    }

    /** Standard input may be a file while standard output is a terminal, which the console does not tell apart. */
    private static boolean isTerminal() {
        Path output = Path.of("/proc/self/fd/1");
        try {
            if (Files.isSymbolicLink(output)) {
                String target = Files.readSymbolicLink(output).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            return false;
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static int columns(Map<String, String> environment, boolean interactive) {
        int given = number(environment.getOrDefault("COLUMNS", ""));
        if (given > 0) {
            return given;
        }
        int asked = interactive ? askTerminal() : 0;
        return asked > 0 ? asked : USUAL_WIDTH;
    }

    /** The second number of {@code stty size}, or 0. */
    private static int askTerminal() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean ended = process.waitFor(1, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? number(answer.substring(answer.indexOf(' ') + 1)) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The text in a style, or as it is without colour. */
    public String styled(Style style, String text) {
        return colour ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
    }
}
