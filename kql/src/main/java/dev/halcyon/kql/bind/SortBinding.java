package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.NullsOrder;
import dev.halcyon.kql.syntax.SortKey;
import dev.halcyon.kql.syntax.SortOperator;
import dev.halcyon.kql.syntax.SortOrder;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TopOperator;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;

/** {@code sort} and {@code top} with the defaults of R105: descending; nulls first when ascending, last otherwise. */
final class SortBinding {

    private final BindingSession session;
    private final Environment environment;

    SortBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, SortOperator sort) {
        OtherParameters.check(session, "sort", sort.parameters());
        return input.with(new Sort(input.relation(), keys(input, sort.keys(), "sort")))
                .withSerialized(true);
    }

    Rowset bind(Rowset input, TopOperator top) {
        OtherParameters.check(session, "top", top.parameters());
        long count = OperatorBinding.RowCounts.bind(session, environment, top.count(), "top");
        return input.with(new Limit(new Sort(input.relation(), keys(input, top.keys(), "top")), count))
                .withSerialized(true);
    }

    private List<dev.halcyon.kql.plan.SortKey> keys(Rowset input, List<SortKey> keys, String operator) {
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.of(operator, input));
        return keys.stream().map(key -> key(scalars, key, operator)).toList();
    }

    private dev.halcyon.kql.plan.SortKey key(ScalarBinder scalars, SortKey key, String operator) {
        SyntaxExpression written = key.expression() instanceof NamedExpression named ? named.value() : key.expression();
        ScalarExpression expression = scalars.bind(written);
        if (expression.type() == ScalarType.DYNAMIC && !session.openColumns().isUnknown(expression)) {
            throw session.error(
                    SemanticError.INVALID_KEY,
                    key.span(),
                    "'%s' operator: a dynamic value has no order".formatted(operator),
                    "Convert it, for example with tostring() or toreal()");
        }
        boolean descending = key.order() == null || key.order() == SortOrder.DESCENDING;
        boolean nullsFirst = key.nulls() == null ? !descending : key.nulls() == NullsOrder.FIRST;
        return new dev.halcyon.kql.plan.SortKey(expression, descending, nullsFirst);
    }
}
