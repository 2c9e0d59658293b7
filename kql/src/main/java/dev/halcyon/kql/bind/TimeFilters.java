package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Optional;

/** The filters on time that a request puts on every stored table: its timespan and its datetime scope (R10). */
final class TimeFilters {

    private static final String TIME = "TimeGenerated";

    private final BindingSession session;
    private Relation relation;

    private TimeFilters(Relation scan, BindingSession session) {
        this.session = session;
        this.relation = scan;
    }

    static Relation over(Relation scan, BindingSession session) {
        TimeFilters filters = new TimeFilters(scan, session);
        session.context()
                .timeRange()
                .ifPresent(range -> filters.column(TIME).ifPresent(time -> {
                    filters.keep(">=", time, range.fromTicks());
                    filters.keep("<", time, range.toTicks());
                }));
        RequestProperties properties = session.properties();
        properties.scopeColumn().flatMap(filters::column).ifPresent(time -> {
            properties.scopeFrom().ifPresent(from -> filters.keep(">=", time, from));
            properties.scopeTo().ifPresent(to -> filters.keep("<=", time, to));
        });
        return filters.relation;
    }

    private Optional<PlanColumn> column(String name) {
        return relation.columns().stream()
                .filter(column -> column.name().equals(name) && column.type() == ScalarType.DATETIME)
                .findFirst();
    }

    private void keep(String operator, PlanColumn time, long ticks) {
        ScalarExpression bound = new Literal(ScalarType.DATETIME, ticks);
        relation = new Filter(
                relation,
                new Call(
                        session.catalogue().get(FunctionKind.OPERATOR, operator),
                        List.of(new ColumnReference(time), bound),
                        ScalarType.BOOL));
    }
}
