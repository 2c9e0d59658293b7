package dev.halcyon.cli.output;

import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import java.util.List;

/** The line of a text where something is wrong, and a caret under the place. */
public final class SourceExcerpt {
    private static final int MARGIN = 4;

    private SourceExcerpt() {}

    /**
     * The lines to print; none when the text has no such line.
     *
     * @param text the whole text
     * @param line line of the place, from 1
     * @param column column of the place, from 1
     * @param length characters to mark; at least one is marked, none beyond the line
     * @param number the line number to show
     */
    public static List<String> lines(String text, int line, int column, int length, int number, Terminal terminal) {
        List<String> source = text.lines().toList();
        if (line < 1 || line > source.size()) {
            return List.of();
        }
        String content = source.get(line - 1).replace('\t', ' ');
        int start = Math.clamp(column - 1L, 0, content.length());
        int end = Math.clamp(start + (long) Math.max(1, length), start + 1, Math.max(start + 1, content.length()));
        String margin = DisplayText.padLeft(Integer.toString(number), MARGIN);
        int room = Math.max(20, terminal.width() - margin.length() - 4);
        // A long line is shown around the place.
        int from = end <= room ? 0 : Math.max(0, start - room / 2);
        String shown = DisplayText.visible(content.substring(from));
        String before = DisplayText.visible(content.substring(from, start));
        String marked = DisplayText.visible(content.substring(start, Math.min(end, content.length())));
        int carets = Math.clamp(DisplayText.width(marked), 1, Math.max(1, room - DisplayText.width(before)));
        return List.of(
                terminal.styled(Style.DIM, margin + " │ ") + DisplayText.cut(shown, room),
                terminal.styled(Style.DIM, " ".repeat(margin.length()) + " │ ")
                        + " ".repeat(DisplayText.width(before))
                        + terminal.styled(Style.BAD, "^".repeat(carets)));
    }
}
