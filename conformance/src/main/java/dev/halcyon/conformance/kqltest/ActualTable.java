package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A result: cells in the Java form of {@link dev.halcyon.kql.plan.Literal}, int as {@link Long}. */
public record ActualTable(List<Column> columns, List<List<@Nullable Object>> rows) {
    public ActualTable {
        columns = List.copyOf(columns);
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                .toList();
    }

    @Override
    public String toString() {
        return columns + "\n" + rows.stream().map(List::toString).collect(Collectors.joining("\n"));
    }
}
