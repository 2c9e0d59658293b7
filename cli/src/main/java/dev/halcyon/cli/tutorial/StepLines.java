package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import java.util.List;
import java.util.Locale;

/**
 * Progress as lines: step, seconds, figures. On a terminal the running step's line is overwritten; elsewhere a line is
 * printed when a step is done.
 */
public final class StepLines implements Progress {
    private static final String START_OF_LINE = "\r\u001b[K";
    private static final int TITLE_WIDTH = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Terminal terminal;
    private long started = System.nanoTime();

    public StepLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begin(Step step) {
        started = System.nanoTime();
        advance(step, "");
    }

    @Override
    public void advance(Step step, String detail) {
        if (terminal.interactive()) {
            String line = head(step) + " ".repeat(9) + "… " + detail;
            terminal.out()
                    .print(START_OF_LINE + terminal.styled(Style.DIM, DisplayText.cut(line, terminal.width() - 1)));
            terminal.out().flush();
        }
    }

    @Override
    public void end(Step step, List<String> figures) {
        String time = String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - started) / NANOS_PER_SECOND);
        String head = head(step);
        if (terminal.interactive()) {
            terminal.out().print(START_OF_LINE);
        }
        String indent = " ".repeat(head.length() + time.length() + 2);
        for (int line = 0; line < figures.size(); line++) {
            terminal.out()
                    .println(
                            line == 0
                                    ? terminal.styled(Style.BOLD, head) + terminal.styled(Style.DIM, time) + "  "
                                            + figures.get(line)
                                    : indent + figures.get(line));
        }
    }

    private static String head(Step step) {
        return "  %d/%d  ".formatted(step.number(), Step.values().length)
                + DisplayText.padRight(step.title(), TITLE_WIDTH);
    }
}
