package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code narrow()}: a row for each cell, with the row's number, the column's name and the value as text. */
final class NarrowPlugin implements Plugin {

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(0);
        BindingSession session = call.session();
        Rowset input = call.input();
        List<PlanColumn> columns = input.visibleColumns();
        List<ScalarExpression> cells = new ArrayList<>();
        for (PlanColumn column : columns) {
            cells.add(function(
                    session,
                    "pack_array",
                    ScalarType.DYNAMIC,
                    Literal.ofString(column.name()),
                    function(session, "tostring", ScalarType.STRING, new ColumnReference(column))));
        }
        PlanColumn number = session.ids().column("Row", ScalarType.LONG);
        PlanColumn all = session.ids().column("cells", ScalarType.DYNAMIC);
        ScalarExpression rowNumber = new Call(
                session.catalogue().get(FunctionKind.WINDOW, "row_number"),
                List.of(Literal.ofLong(0)),
                ScalarType.LONG);
        Relation packed = new Project(
                input.relation(),
                List.of(
                        new Assignment(number, rowNumber),
                        new Assignment(
                                all,
                                new Call(
                                        session.catalogue().get(FunctionKind.SCALAR, "pack_array"),
                                        cells,
                                        ScalarType.DYNAMIC))));
        PlanColumn cell = session.ids().column("cell", ScalarType.DYNAMIC);
        Relation expanded = new MvExpand(
                packed,
                List.of(number, cell),
                List.of(new MvExpand.Expansion(cell, new ColumnReference(all))),
                Optional.empty(),
                false,
                Long.MAX_VALUE);
        return Rowset.of(new Project(
                expanded,
                List.of(
                        new Assignment(number, new ColumnReference(number)),
                        text(session, "Column", cell, 0),
                        text(session, "Value", cell, 1))));
    }

    private static Assignment text(BindingSession session, String name, PlanColumn cell, long index) {
        return new Assignment(
                session.ids().column(name, ScalarType.STRING),
                ConstantFolder.convert(
                        new ElementAccess(new ColumnReference(cell), Literal.ofLong(index)), ScalarType.STRING));
    }

    private static ScalarExpression function(
            BindingSession session, String name, ScalarType type, ScalarExpression... arguments) {
        return new Call(session.catalogue().get(FunctionKind.SCALAR, name), List.of(arguments), type);
    }
}
