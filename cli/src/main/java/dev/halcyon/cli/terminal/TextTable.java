package dev.halcyon.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table aligned within a width. Too wide columns of text are cut, the widest first; others never, for a part of a
 * number or an id reads like another one. Columns that find no room at all are left out and named. Within
 * {@link Terminal#UNBOUNDED} nothing is cut.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST_COLUMN = 8;

    /** One long cell must not fill all other rows with spaces. */
    private static final int WIDEST_ALIGNED = 200;

    private final Terminal terminal;
    private final List<Heading> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A column's name and side.
     *
     * @param numeric true aligns to the right
     * @param whole true when cells may not be cut
     */
    public record Heading(String name, boolean numeric, boolean whole) {}

    public TextTable(Terminal terminal, List<Heading> headings) {
        this.terminal = terminal;
        this.headings = headings.stream()
                .map(heading -> new Heading(DisplayText.visible(heading.name()), heading.numeric(), heading.whole()))
                .toList();
    }

    /** Adds a row of as many cells as there are headings. */
    public void add(List<String> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException("%d cells, %d columns".formatted(cells.size(), headings.size()));
        }
        rows.add(cells.stream().map(DisplayText::visible).toList());
    }

    /** The lines: headings, a rule, the rows, and a note when columns were left out. */
    public List<String> lines(int width) {
        int[] widths = IntStream.range(0, headings.size()).map(this::fullWidth).toArray();
        boolean unbounded = width == Terminal.UNBOUNDED;
        if (unbounded) {
            Arrays.setAll(widths, column -> Math.min(widths[column], WIDEST_ALIGNED));
        }
        int shown = unbounded ? widths.length : shrink(widths, width);
        List<String> lines = new ArrayList<>();
        lines.add(terminal.styled(
                Style.BOLD, line(headings.stream().map(Heading::name).toList(), widths, shown, unbounded)));
        lines.add(terminal.styled(
                Style.DIM, Arrays.stream(widths, 0, shown).mapToObj("─"::repeat).collect(Collectors.joining(GAP))));
        rows.forEach(row -> lines.add(line(row, widths, shown, unbounded)));
        if (shown < headings.size()) {
            String left = headings.subList(shown, headings.size()).stream()
                    .map(Heading::name)
                    .collect(Collectors.joining(", "));
            lines.add(DisplayText.cut("…(%d more columns: %s)".formatted(headings.size() - shown, left), width));
        }
        return lines;
    }

    private int fullWidth(int column) {
        int widest = DisplayText.width(headings.get(column).name());
        for (List<String> row : rows) {
            widest = Math.max(widest, DisplayText.width(row.get(column)));
        }
        return widest;
    }

    /** Takes width from the widest columns until all fit; answers how many columns fit at all. */
    private int shrink(int[] widths, int available) {
        int shown = widths.length;
        while (shown > 1 && smallest(widths, shown) > available) {
            shown--;
        }
        int excess = total(widths, shown) - available;
        while (excess > 0) {
            int widest = -1;
            for (int column = 0; column < shown; column++) {
                boolean wider = widths[column] > (widest < 0 ? NARROWEST_COLUMN : widths[widest]);
                widest = wider && !headings.get(column).whole() ? column : widest;
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return shown;
    }

    private int smallest(int[] widths, int columns) {
        return IntStream.range(0, columns)
                        .map(column -> headings.get(column).whole()
                                ? widths[column]
                                : Math.min(widths[column], NARROWEST_COLUMN))
                        .sum()
                + GAP.length() * (columns - 1);
    }

    private static int total(int[] widths, int columns) {
        return Arrays.stream(widths, 0, columns).sum() + GAP.length() * Math.max(0, columns - 1);
    }

    private String line(List<String> cells, int[] widths, int shown, boolean unbounded) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < shown; column++) {
            boolean whole = unbounded || headings.get(column).whole();
            String cell = whole ? cells.get(column) : DisplayText.cut(cells.get(column), widths[column]);
            line.append(column == 0 ? "" : GAP);
            line.append(
                    headings.get(column).numeric()
                            ? DisplayText.padLeft(cell, widths[column])
                            : DisplayText.padRight(cell, widths[column]));
        }
        return line.toString().stripTrailing();
    }
}
