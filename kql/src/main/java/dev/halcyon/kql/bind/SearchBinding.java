package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.SearchOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code search} (R121): one filtered leg for each table, then all legs as {@code union} makes them one. */
final class SearchBinding {

    private static final String SOURCE_COLUMN = "$table";

    private final BindingSession session;
    private final Environment environment;

    SearchBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Optional<Rowset> input, SearchOperator search) {
        boolean caseSensitive = caseSensitive(search);
        if (input.isPresent() && !search.tables().isEmpty()) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    search.span(),
                    "'search' operator: 'in' belongs to a search that starts a query",
                    "Leave out in (…): the rows before the '|' are searched");
        }
        TableLegs tables = new TableLegs(session, environment, "search");
        List<Rowset> legs = input.map(List::of)
                .orElseGet(() -> search.tables().isEmpty() ? tables.all() : tables.resolve(search.tables(), false));
        if (legs.isEmpty()) {
            throw session.error(
                    SemanticError.UNRESOLVED_NAME, search.span(), "'search' operator: there is no table to search");
        }
        LegUnion union = new LegUnion(session, false, Optional.of(SOURCE_COLUMN), "search_arg");
        Environment missing = missingColumns(environment, legs, session.openColumns());
        List<LegUnion.Leg> filtered = new ArrayList<>();
        for (int index = 0; index < legs.size(); index++) {
            Rowset leg = legs.get(index);
            Environment inside = missing.nested();
            inside.define(SOURCE_COLUMN, new Definition.Scalar(Literal.ofString(union.nameOf(leg, index))));
            ScalarBinder scalars = new ScalarBinder(session, inside, scope("search", leg, legs));
            ScalarExpression condition = new SearchPredicate(session, scalars, caseSensitive).bind(search.predicate());
            filtered.add(leg(leg, condition));
        }
        return union.combine(filtered);
    }

    /** A leg with its condition; one that cannot hold is not read. */
    static LegUnion.Leg leg(Rowset rows, ScalarExpression condition) {
        if (condition.equals(Literal.ofBool(true))) {
            return new LegUnion.Leg(rows, false);
        }
        return new LegUnion.Leg(
                rows.with(new Filter(rows.relation(), condition)), condition.equals(Literal.ofBool(false)));
    }

    /** Columns of other legs: a leg without one reads its null. A leg's own columns are found before these. */
    static Environment missingColumns(Environment outer, List<Rowset> legs, OpenColumns open) {
        Environment missing = outer.forRows();
        if (legs.size() > 1) {
            for (Rowset leg : legs) {
                for (PlanColumn column : leg.relation().columns()) {
                    Literal nothing = Literal.missing(column.type());
                    missing.define(
                            column.name(),
                            new Definition.Scalar(open.isUnknown(column) ? open.mark(nothing) : nothing));
                }
            }
        }
        return missing;
    }

    /** What a condition sees of a leg; a name that no leg has may be a column of an open one. */
    static RowScope scope(String operator, Rowset leg, List<Rowset> legs) {
        RowScope own = RowScope.of(operator, leg);
        if (own.open() || legs.stream().noneMatch(Rowset::open)) {
            return own;
        }
        List<PlanColumn> columns = new ArrayList<>(own.columns());
        legs.stream()
                .flatMap(other -> other.relation().columns().stream())
                .filter(OpenColumns::isMarker)
                .findFirst()
                .ifPresent(columns::add);
        return new RowScope(operator, columns, own.visible(), own.serialized(), true, own.qualified());
    }

    private boolean caseSensitive(SearchOperator search) {
        boolean sensitive = false;
        for (OperatorParameter parameter : search.parameters()) {
            String value = parameter.value() instanceof NameReference name ? name.name() : "";
            if (parameter.name().equals("kind")) {
                sensitive = switch (value) {
                    case "case_sensitive" -> true;
                    case "case_insensitive", "default" -> false;
                    default ->
                        throw session.error(
                                SemanticError.UNKNOWN_PROPERTY,
                                parameter.span(),
                                "'search' operator: kind is case_sensitive or case_insensitive");
                };
            } else {
                OtherParameters.check(session, "search", parameter, List.of("kind"));
            }
        }
        return sensitive;
    }
}
