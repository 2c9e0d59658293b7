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
        return SourceExcerpt.lines(
                query,
                position.line(),
                position.column(),
                firstLine(position.token()).length(),
                position.line(),
                terminal);
    }

    private static String firstLine(String token) {
        return token.lines().findFirst().orElse("");
    }
}
