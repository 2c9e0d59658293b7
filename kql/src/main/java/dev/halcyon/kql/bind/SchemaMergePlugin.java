package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.SchemaMerge;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;

/** {@code schema_merge(PreserveOrder)} over rows of {@code getschema}. */
final class SchemaMergePlugin implements Plugin {

    private static final List<Column> READ = List.of(
            new Column("ColumnName", ScalarType.STRING),
            new Column("ColumnOrdinal", ScalarType.LONG),
            new Column("ColumnType", ScalarType.STRING));

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(1, "PreserveOrder");
        boolean preserveOrder = call.flag(0, "PreserveOrder", true);
        Rowset input = call.input();
        List<PlanColumn> read = READ.stream()
                .map(wanted -> input.relation().columns().stream()
                        .filter(column -> column.column().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> call.error(
                                SemanticError.UNRESOLVED_NAME,
                                "merges rows of getschema; there is no column %s:%s"
                                        .formatted(wanted.name(), wanted.type()))))
                .toList();
        List<PlanColumn> output = List.of(
                call.session().ids().column("ColumnName", ScalarType.STRING),
                call.session().ids().column("ColumnOrdinal", ScalarType.LONG),
                call.session().ids().column("DataType", ScalarType.STRING),
                call.session().ids().column("ColumnType", ScalarType.STRING));
        return Rowset.of(new TableFunction(
                        List.of(new Project(input.relation(), Relations.passThrough(read))),
                        new SchemaMerge(preserveOrder),
                        output,
                        true))
                .withSerialized(true);
    }
}
