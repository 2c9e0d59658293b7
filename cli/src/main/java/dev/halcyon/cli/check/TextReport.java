package dev.halcyon.cli.check;

import dev.halcyon.cli.output.SourceExcerpt;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.TextLocation;

/** The report for people: the place, the line with a caret under the place, what to do; a count at the end. */
final class TextReport implements CheckReport {
    private final Terminal terminal;
    private int queries;
    private int faulty;
    private int errors;
    private int warnings;

    TextReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void add(CheckedQuery checked) {
        queries++;
        faulty += checked.ok() ? 0 : 1;
        for (Diagnostic diagnostic : checked.diagnostics()) {
            write(checked.query(), diagnostic);
        }
    }

    private void write(QueryText query, Diagnostic diagnostic) {
        TextLocation place = TextLocation.of(query.text(), diagnostic.span());
        int line = query.fileLine(place.line());
        String where = "%s:%d:%d"
                .formatted(DisplayText.visible(query.file().toString()), line, query.fileColumn(place.column()));
        String rule = query.verbatim() ? "" : " (%s)".formatted(DisplayText.visible(query.id()));
        terminal.out()
                .println(terminal.styled(Style.BOLD, where) + rule + ": " + kind(diagnostic) + ": "
                        + DisplayText.visible(diagnostic.message()));
        SourceExcerpt.lines(
                        query.text(),
                        place.line(),
                        place.column(),
                        diagnostic.span().length(),
                        query.verbatim() ? line : place.line(),
                        terminal)
                .forEach(terminal.out()::println);
        if (diagnostic.hint() != null) {
            terminal.out()
                    .println(terminal.styled(Style.ACCENT, "  hint") + ": " + DisplayText.visible(diagnostic.hint()));
        }
        terminal.out().println();
    }

    private String kind(Diagnostic diagnostic) {
        return switch (diagnostic.severity()) {
            case ERROR -> {
                errors++;
                yield terminal.styled(Style.BAD, "error " + diagnostic.code());
            }
            case WARNING -> {
                warnings++;
                yield terminal.styled(Style.WARNING, "warning " + diagnostic.code());
            }
            case INFORMATION -> terminal.styled(Style.DIM, "note " + diagnostic.code());
        };
    }

    @Override
    public void finish() {
        String summary = faulty == 0
                ? terminal.styled(Style.GOOD, "%s checked, all fine".formatted(count(queries, "query", "queries")))
                : terminal.styled(
                        Style.BAD,
                        "%s checked, %d with errors (%s)"
                                .formatted(
                                        count(queries, "query", "queries"), faulty, count(errors, "error", "errors")));
        terminal.out().println(summary + (warnings == 0 ? "" : ", " + count(warnings, "warning", "warnings")));
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
