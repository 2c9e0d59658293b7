package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.PlanColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The columns that a scalar expression can read.
 *
 * @param operator the operator it stands in, for messages
 * @param columns the input's columns, hidden ones included
 * @param visible the columns that {@code *} means
 * @param serialized whether window functions may be used
 * @param open whether there may be columns that only the data know: a name that nothing else defines is one
 * @param qualified columns that are read as {@code qualifier.name}, such as the state of a step of scan
 */
record RowScope(
        String operator,
        List<PlanColumn> columns,
        List<PlanColumn> visible,
        boolean serialized,
        boolean open,
        Map<String, Map<String, PlanColumn>> qualified) {
    RowScope {
        Objects.requireNonNull(operator, "operator");
        columns = List.copyOf(columns);
        visible = List.copyOf(visible);
        qualified = Map.copyOf(qualified);
    }

    /** A scope whose columns are all known. */
    RowScope(String operator, List<PlanColumn> columns, List<PlanColumn> visible, boolean serialized) {
        this(operator, columns, visible, serialized, false, Map.of());
    }

    static RowScope of(String operator, Rowset input) {
        return new RowScope(
                operator,
                input.relation().columns(),
                input.visibleColumns(),
                input.serialized(),
                input.open(),
                Map.of());
    }

    /** A scope without columns: values of let, arguments of sources. */
    static RowScope empty(String operator) {
        return new RowScope(operator, List.of(), List.of(), false);
    }

    Optional<PlanColumn> find(String name) {
        Optional<PlanColumn> direct =
                columns.stream().filter(column -> column.name().equals(name)).findFirst();
        // R136: $table may replace Type.
        return direct.isEmpty() && name.equals("$table") ? find("Type") : direct;
    }

    /** Whether a name stands before columns of its own. */
    boolean isQualifier(String name) {
        return qualified.containsKey(name);
    }

    /** The column of that name behind the qualifier. */
    Optional<PlanColumn> find(String qualifier, String name) {
        return Optional.ofNullable(qualified.getOrDefault(qualifier, Map.of()).get(name));
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(column.name()));
        return names;
    }
}
