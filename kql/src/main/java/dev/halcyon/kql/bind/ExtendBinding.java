package dev.halcyon.kql.bind;

import dev.halcyon.kql.bind.ColumnTuples.TupleColumn;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code extend}: an existing name is replaced in place, new columns follow (R83). */
final class ExtendBinding {

    private final BindingSession session;
    private final Environment environment;

    ExtendBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, List<SyntaxExpression> expressions, String operator) {
        if (expressions.isEmpty()) {
            return input;
        }
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.of(operator, input));
        ColumnTuples tuples = new ColumnTuples(session, environment, scalars);
        ExtendedColumns extended = new ExtendedColumns(input);
        NameAllocator allocator = new NameAllocator();
        input.relation().columns().forEach(column -> allocator.reserve(column.name()));
        Set<String> defined = new HashSet<>();
        for (SyntaxExpression expression : expressions) {
            for (TupleColumn column : tuples.columns(expression, false)) {
                String name = column.name()
                        .map(own -> column.written() || allocator.isTaken(own) ? own : allocator.allocate(own))
                        .orElseGet(allocator::allocateGenerated);
                if (!defined.add(name) && column.written()) {
                    throw session.error(
                            SemanticError.DUPLICATE_NAME,
                            expression.span(),
                            "'%s' operator: a column named '%s' is already defined here".formatted(operator, name));
                }
                allocator.reserve(name);
                extended.define(
                        session.openColumns()
                                .defined(
                                        session.ids()
                                                .column(name, column.value().type()),
                                        column.value()),
                        column.value());
            }
        }
        return extended.over(tuples.over(input.relation()));
    }
}
