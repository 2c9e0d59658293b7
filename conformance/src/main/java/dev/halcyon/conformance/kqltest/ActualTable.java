package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result: cells in the Java form of {@link dev.halcyon.kql.plan.Literal}, int as {@link Long}. */
public record ActualTable(List<Column> columns, List<List<@Nullable Object>> rows) {
    public ActualTable {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copies = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            copies.add(Collections.unmodifiableList(new ArrayList<@Nullable Object>(row)));
        }
        rows = Collections.unmodifiableList(copies);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(columns.toString());
        for (List<@Nullable Object> row : rows) {
            text.append('\n').append(row);
        }
        return text.toString();
    }
}
