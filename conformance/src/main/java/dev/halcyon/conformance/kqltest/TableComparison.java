package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a result with what a test file expects. */
final class TableComparison {

    private final ExpectedTable expected;
    private final Comparison comparison;
    private final CellComparison cells;

    private TableComparison(ExpectedTable expected, Comparison comparison) {
        this.expected = expected;
        this.comparison = comparison;
        this.cells = new CellComparison(comparison);
    }

    /** The first difference; empty when there is none. */
    static Optional<String> compare(ExpectedTable expected, ActualTable actual, Comparison comparison) {
        return new TableComparison(expected, comparison).compare(actual);
    }

    private Optional<String> compare(ActualTable actual) {
        if (!sameColumns(actual.columns())) {
            return Optional.of("Columns are %s, expected %s".formatted(actual.columns(), expected.columns()));
        }
        if (!comparison.rows()) {
            return Optional.empty();
        }
        if (expected.rows().size() != actual.rows().size()) {
            return Optional.of("%d rows, expected %d"
                    .formatted(actual.rows().size(), expected.rows().size()));
        }
        int begin = 0;
        while (begin < expected.rows().size()) {
            int end = blockEnd(begin);
            List<List<@Nullable Object>> open = new ArrayList<>(actual.rows().subList(begin, end));
            for (int index = begin; index < end; index++) {
                List<String> row = expected.rows().get(index);
                if (!remove(row, open)) {
                    return Optional.of("Row %d is missing: %s".formatted(index + 1, row));
                }
            }
            begin = end;
        }
        return Optional.empty();
    }

    private boolean sameColumns(List<Column> actual) {
        if (comparison.names()) {
            return expected.columns().equals(actual);
        }
        return expected.columns().stream()
                .map(Column::type)
                .toList()
                .equals(actual.stream().map(Column::type).toList());
    }

    /** Where the rows end that may come in any order among themselves. */
    private int blockEnd(int begin) {
        if (!comparison.ordered()) {
            return expected.rows().size();
        }
        int end = begin + 1;
        while (!comparison.keys().isEmpty() && end < expected.rows().size() && sameKeys(begin, end)) {
            end++;
        }
        return end;
    }

    private boolean sameKeys(int first, int second) {
        for (int column = 0; column < expected.columns().size(); column++) {
            if (comparison.keys().contains(expected.columns().get(column).name())
                    && !expected.rows()
                            .get(first)
                            .get(column)
                            .equals(expected.rows().get(second).get(column))) {
                return false;
            }
        }
        return true;
    }

    private boolean remove(List<String> row, List<List<@Nullable Object>> open) {
        for (int candidate = 0; candidate < open.size(); candidate++) {
            if (matches(row, open.get(candidate))) {
                open.remove(candidate);
                return true;
            }
        }
        return false;
    }

    private boolean matches(List<String> row, List<@Nullable Object> actual) {
        for (int index = 0; index < row.size(); index++) {
            var type = expected.columns().get(index).type();
            if (!cells.matches(Cell.value(row.get(index), type), actual.get(index), type)) {
                return false;
            }
        }
        return true;
    }
}
