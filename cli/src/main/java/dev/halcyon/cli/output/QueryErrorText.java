package dev.halcyon.cli.output;

import dev.halcyon.cli.client.ServiceException;
import dev.halcyon.cli.client.ServiceException.Position;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** A refused query for people: what is wrong, the line of the query, a caret under the place. */
public final class QueryErrorText {
    private static final int MARGIN = 4;

    private QueryErrorText() {}

    /** The lines to print. */
    public static List<String> lines(ServiceException error, String query, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.styled(Style.BAD, "error " + error.code()) + ": "
                + DisplayText.visible(String.valueOf(error.getMessage())));
        error.position().ifPresent(position -> lines.addAll(place(position, query, terminal)));
        error.details().stream()
                .filter(detail -> !detail.isEmpty() && !detail.equals(error.getMessage()))
                .forEach(detail -> lines.add("also: " + DisplayText.visible(detail)));
        return lines;
    }

    private static List<String> place(Position position, String query, Terminal terminal) {
        List<String> source = query.lines().toList();
        if (position.line() < 1 || position.line() > source.size()) {
            return List.of();
        }
        String line = source.get(position.line() - 1).replace('\t', ' ');
        int start = Math.clamp(position.column() - 1L, 0, line.length());
        int end = Math.clamp(
                start + (long) Math.max(1, firstLine(position.token()).length()),
                start + 1,
                Math.max(start + 1, line.length()));
        String number = DisplayText.padLeft(Integer.toString(position.line()), MARGIN);
        int room = Math.max(20, terminal.width() - MARGIN - 4);
        // A long line is shown around the place.
        int from = end <= room ? 0 : Math.max(0, start - room / 2);
        String shown = DisplayText.visible(line.substring(from));
        String before = DisplayText.visible(line.substring(from, start));
        String marked = DisplayText.visible(line.substring(start, Math.min(end, line.length())));
        return List.of(
                terminal.styled(Style.DIM, number + " │ ") + DisplayText.cut(shown, room),
                terminal.styled(Style.DIM, " ".repeat(MARGIN) + " │ ")
                        + " ".repeat(DisplayText.width(before))
                        + terminal.styled(Style.BAD, "^".repeat(Math.max(1, DisplayText.width(marked)))));
    }

    private static String firstLine(String token) {
        return token.lines().findFirst().orElse("");
    }
}
