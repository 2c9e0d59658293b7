package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a result with what a test file expects. */
final class TableComparison {

    private TableComparison() {}

    /** The first difference; empty when there is none. */
    static Optional<String> compare(ExpectedTable expected, ActualTable actual, boolean ordered) {
        if (!expected.columns().equals(actual.columns())) {
            return Optional.of("Columns are %s, expected %s".formatted(actual.columns(), expected.columns()));
        }
        if (expected.rows().size() != actual.rows().size()) {
            return Optional.of("%d rows, expected %d"
                    .formatted(actual.rows().size(), expected.rows().size()));
        }
        List<List<@Nullable Object>> open = new ArrayList<>(actual.rows());
        for (int index = 0; index < expected.rows().size(); index++) {
            List<String> row = expected.rows().get(index);
            int found =
                    ordered ? (matches(row, open.getFirst(), expected.columns()) ? 0 : -1) : find(row, open, expected);
            if (found < 0) {
                return Optional.of("Row %d is missing: %s".formatted(index + 1, row));
            }
            open.remove(found);
        }
        return Optional.empty();
    }

    private static int find(List<String> row, List<List<@Nullable Object>> open, ExpectedTable expected) {
        for (int candidate = 0; candidate < open.size(); candidate++) {
            if (matches(row, open.get(candidate), expected.columns())) {
                return candidate;
            }
        }
        return -1;
    }

    private static boolean matches(List<String> expected, List<@Nullable Object> actual, List<Column> columns) {
        for (int index = 0; index < columns.size(); index++) {
            var type = columns.get(index).type();
            if (!Cell.matches(Cell.value(expected.get(index), type), actual.get(index), type)) {
                return false;
            }
        }
        return true;
    }
}
