package dev.halcyon.engine.sql;

import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.engine.sql.SqlRelation.From;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a relation as indented SQL. One instance writes one statement. */
public final class SqlWriter {

    private static final int NOT_PRECEDENCE = 3;
    private static final int COMPARISON_PRECEDENCE = 4;
    private static final int LONGEST_LINE = 100;
    private static final int LONGEST_LITERAL = 1_000;

    private final SqlDialect dialect;
    private final StringBuilder text = new StringBuilder();
    private final List<String> parameters = new ArrayList<>();
    private int depth;

    private SqlWriter(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** The statement that reads a relation. */
    public static SqlStatement write(SqlRelation relation, SqlDialect dialect) {
        SqlWriter writer = new SqlWriter(dialect);
        writer.relation(relation);
        return new SqlStatement(writer.text.toString(), writer.parameters);
    }

    /** The only way an identifier becomes SQL text: any characters between doubled quotes. */
    public static String quote(String identifier) {
        if (identifier.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("An identifier holds the character U+0000");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The only way a string becomes SQL text: between doubled apostrophes; empty for one that must be bound instead. */
    static Optional<String> literal(String value) {
        boolean plain = value.length() <= LONGEST_LITERAL && value.chars().allMatch(SqlWriter::isPlain);
        return plain ? Optional.of("'" + value.replace("'", "''") + "'") : Optional.empty();
    }

    /** Letters, digits, punctuation and blanks of the basic plane; no controls, no halves of surrogate pairs. */
    private static boolean isPlain(int character) {
        return character >= ' ' && character != 0x7F && !Character.isSurrogate((char) character) && character < 0xFFFE;
    }

    private void string(String value) {
        Optional<String> literal = literal(value);
        if (literal.isPresent()) {
            text.append(literal.get());
        } else {
            text.append('?');
            parameters.add(value);
        }
    }

    private void relation(SqlRelation relation) {
        switch (relation) {
            case SqlRelation.Select select -> select(select);
            case SqlRelation.UnionAll union -> {
                for (int index = 0; index < union.branches().size(); index++) {
                    if (index > 0) {
                        line("UNION ALL");
                        line("");
                    }
                    parenthesizedWhenOrdered(union.branches().get(index));
                }
            }
            case SqlRelation.Values values -> values(values);
            case SqlRelation.With with -> {
                for (int index = 0; index < with.definitions().size(); index++) {
                    SqlRelation.Definition definition = with.definitions().get(index);
                    text.append(index == 0 ? "WITH " : "").append(quote(definition.name()));
                    text.append(definition.stored() ? " AS MATERIALIZED " : " AS ");
                    nested(definition.relation());
                    text.append(index < with.definitions().size() - 1 ? "," : "");
                    line("");
                }
                relation(with.body());
            }
        }
    }

    private void parenthesizedWhenOrdered(SqlRelation branch) {
        boolean needed = branch instanceof SqlRelation.Select select
                && (!select.orderBy().isEmpty() || select.limit().isPresent());
        if (needed) {
            nested(branch);
        } else {
            relation(branch);
        }
    }

    private void values(SqlRelation.Values values) {
        text.append("VALUES ");
        depth++;
        for (int index = 0; index < values.rows().size(); index++) {
            if (index > 0) {
                text.append(',');
                line("");
            }
            text.append('(');
            expressions(values.rows().get(index));
            text.append(')');
        }
        depth--;
    }

    private void select(SqlRelation.Select select) {
        text.append(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
        items(select.items());
        if (select.from().isPresent()) {
            line("FROM ");
            from(select.from().get());
        }
        select.where().ifPresent(where -> {
            line("WHERE ");
            conjunction(where);
        });
        if (!select.groupBy().isEmpty()) {
            line("GROUP BY ");
            separated(select.groupBy(), key -> groupKey(key, select.items()));
        }
        order(select.orderBy(), true);
        select.limit().ifPresent(limit -> line("LIMIT " + limit));
    }

    private void items(List<SqlRelation.Item> items) {
        int start = text.length();
        int parametersBefore = parameters.size();
        // What holds a query never fits one line; trying it first would write it twice at every level of nesting.
        boolean lines = items.stream().anyMatch(item -> Subqueries.holds(item.expression()));
        if (!lines) {
            separated(items, this::item);
            lines = text.length() - start > LONGEST_LINE;
        }
        if (lines) {
            // Without the blank after the keyword.
            text.setLength(start - 1);
            while (parameters.size() > parametersBefore) {
                parameters.removeLast();
            }
            depth++;
            for (int index = 0; index < items.size(); index++) {
                line("");
                item(items.get(index));
                if (index < items.size() - 1) {
                    text.append(',');
                }
            }
            depth--;
        }
    }

    private void item(SqlRelation.Item item) {
        expression(item.expression(), 0);
        boolean sameName = item.expression() instanceof SqlExpression.Column column
                && column.name().equals(item.alias());
        if (!sameName) {
            text.append(" AS ").append(quote(item.alias()));
        }
    }

    private void groupKey(SqlExpression key, List<SqlRelation.Item> items) {
        for (int index = 0; index < items.size(); index++) {
            if (items.get(index).expression().equals(key)) {
                text.append(index + 1);
                return;
            }
        }
        expression(key, 0);
    }

    private void conjunction(SqlExpression where) {
        if (where instanceof SqlExpression.Binary binary && binary.operator() == Operator.AND) {
            conjunction(binary.left());
            line("  AND ");
            conjunction(binary.right());
        } else {
            expression(where, Operator.AND.precedence());
        }
    }

    private void order(List<SqlOrder> orders, boolean onNewLine) {
        if (orders.isEmpty()) {
            return;
        }
        if (onNewLine) {
            line("ORDER BY ");
        } else {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : " ").append("ORDER BY ");
        }
        separated(orders, order -> {
            expression(order.expression(), 0);
            text.append(order.descending() ? " DESC" : " ASC");
            text.append(order.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        });
    }

    private void from(From from) {
        switch (from) {
            case SqlRelation.Table table -> {
                List<String> quoted =
                        table.name().stream().map(SqlWriter::quote).toList();
                text.append(String.join(".", quoted)).append(" AS ").append(quote(table.alias()));
            }
            case SqlRelation.Derived derived -> {
                nested(derived.relation());
                text.append(" AS ").append(quote(derived.alias()));
                if (!derived.columns().isEmpty()) {
                    text.append('(');
                    separated(derived.columns(), column -> text.append(quote(column)));
                    text.append(')');
                }
            }
            case SqlRelation.Sequence sequence -> {
                text.append(dialect.sequenceFunction()).append('(');
                expression(sequence.count(), 0);
                text.append(") AS ").append(quote(sequence.alias())).append('(');
                text.append(quote(sequence.column())).append(')');
            }
            case SqlRelation.FileScan scan ->
                file(
                        dialect.fileReader(scan.format(), scan.columns().size(), scan.skipFirst()),
                        () -> expression(scan.path(), 0),
                        scan.alias(),
                        scan.columns());
            case SqlRelation.FieldScan scan ->
                file(
                        dialect.fileReader(scan.source()),
                        () -> {
                            text.append('[');
                            separated(scan.source().paths(), this::string);
                            text.append(']');
                        },
                        scan.alias(),
                        scan.columns());
            case SqlRelation.Joined joined -> {
                from(joined.left());
                line(joined.type().text() + " ");
                from(joined.right());
                joined.condition().ifPresent(condition -> {
                    line("  ON ");
                    conjunction(condition);
                });
            }
        }
    }

    private void file(SqlDialect.FileReader reader, Runnable paths, String alias, List<String> columns) {
        text.append("(SELECT ").append(reader.items()).append(" FROM ").append(reader.function());
        text.append('(');
        paths.run();
        text.append(reader.options()).append(") AS file) AS ").append(quote(alias));
        text.append('(');
        separated(columns, column -> text.append(quote(column)));
        text.append(')');
    }

    private void nested(SqlRelation relation) {
        text.append('(');
        depth++;
        line("");
        relation(relation);
        depth--;
        line(")");
    }

    private void expression(SqlExpression expression, int outerPrecedence) {
        switch (expression) {
            case SqlExpression.Column column ->
                text.append(quote(column.relation())).append('.').append(quote(column.name()));
            case SqlExpression.Constant constant -> constant(constant.value());
            case SqlExpression.Text string -> string(string.value());
            case SqlExpression.Function function -> function(function);
            case SqlExpression.AggregateFunction aggregate -> aggregate(aggregate);
            case SqlExpression.Window window -> window(window);
            case SqlExpression.Binary binary -> binary(binary, outerPrecedence);
            case SqlExpression.Not not ->
                parenthesized(NOT_PRECEDENCE, outerPrecedence, () -> {
                    text.append("NOT ");
                    expression(not.operand(), NOT_PRECEDENCE + 1);
                });
            case SqlExpression.IsNull isNull ->
                parenthesized(COMPARISON_PRECEDENCE, outerPrecedence, () -> {
                    expression(isNull.operand(), COMPARISON_PRECEDENCE + 1);
                    text.append(isNull.negated() ? " IS NOT NULL" : " IS NULL");
                });
            case SqlExpression.Between between ->
                parenthesized(COMPARISON_PRECEDENCE, outerPrecedence, () -> {
                    expression(between.operand(), COMPARISON_PRECEDENCE + 1);
                    text.append(" BETWEEN ");
                    expression(between.low(), COMPARISON_PRECEDENCE + 1);
                    text.append(" AND ");
                    expression(between.high(), COMPARISON_PRECEDENCE + 1);
                });
            case SqlExpression.InList in ->
                parenthesized(COMPARISON_PRECEDENCE, outerPrecedence, () -> {
                    expression(in.operand(), COMPARISON_PRECEDENCE + 1);
                    text.append(" IN (");
                    expressions(in.values());
                    text.append(')');
                });
            case SqlExpression.InRelation in ->
                parenthesized(COMPARISON_PRECEDENCE, outerPrecedence, () -> {
                    expression(in.operand(), COMPARISON_PRECEDENCE + 1);
                    text.append(" IN ");
                    nested(in.relation());
                });
            case SqlExpression.ScalarRelation scalar -> nested(scalar.relation());
            case SqlExpression.Case choice -> choice(choice);
            case SqlExpression.Cast cast -> {
                text.append("CAST(");
                expression(cast.operand(), 0);
                text.append(" AS ").append(dialect.typeName(cast.type())).append(')');
            }
        }
    }

    private void function(SqlExpression.Function function) {
        boolean rows = function.name().equals(SqlRelation.ROWS_OF_LIST);
        text.append(rows ? dialect.rowsOfListFunction() : function.name()).append('(');
        expressions(function.arguments());
        text.append(')');
    }

    private void aggregate(SqlExpression.AggregateFunction aggregate) {
        text.append(aggregate.name()).append(aggregate.distinct() ? "(DISTINCT " : "(");
        if (aggregate.arguments().isEmpty()) {
            text.append('*');
        }
        expressions(aggregate.arguments());
        order(aggregate.order(), false);
        text.append(')');
        aggregate.filter().ifPresent(filter -> {
            text.append(" FILTER (WHERE ");
            expression(filter, 0);
            text.append(')');
        });
    }

    private void window(SqlExpression.Window window) {
        function(window.function());
        text.append(" OVER (");
        if (!window.partition().isEmpty()) {
            text.append("PARTITION BY ");
            expressions(window.partition());
        }
        order(window.order(), false);
        if (!window.frame().isEmpty()) {
            text.append(' ').append(window.frame());
        }
        text.append(')');
    }

    private void binary(SqlExpression.Binary binary, int outerPrecedence) {
        Operator operator = binary.operator();
        parenthesized(operator.precedence(), outerPrecedence, () -> {
            // Comparisons do not associate; the others associate to the left.
            int leftPrecedence =
                    operator.precedence() == COMPARISON_PRECEDENCE ? COMPARISON_PRECEDENCE + 1 : operator.precedence();
            expression(binary.left(), leftPrecedence);
            text.append(' ').append(operator.text()).append(' ');
            boolean associative = operator == Operator.AND || operator == Operator.OR;
            expression(binary.right(), associative ? operator.precedence() : operator.precedence() + 1);
        });
    }

    private void choice(SqlExpression.Case choice) {
        text.append("CASE");
        for (SqlExpression.When branch : choice.branches()) {
            text.append(" WHEN ");
            expression(branch.condition(), 0);
            text.append(" THEN ");
            expression(branch.result(), 0);
        }
        Optional<SqlExpression> otherwise = choice.otherwise();
        if (otherwise.isPresent()) {
            text.append(" ELSE ");
            expression(otherwise.get(), 0);
        }
        text.append(" END");
    }

    private void constant(@Nullable Object value) {
        switch (value) {
            case null -> text.append("NULL");
            case Boolean bool -> text.append(bool ? "TRUE" : "FALSE");
            case Long number -> integer(number);
            case Integer number -> integer(number);
            case Double number -> real(number);
            default -> throw new IllegalStateException("Not a constant: " + value.getClass());
        }
    }

    private void integer(long number) {
        if (number == Long.MIN_VALUE) {
            text.append("(-9223372036854775807 - 1)");
        } else if (number < 0) {
            text.append('(').append(number).append(')');
        } else {
            text.append(number);
        }
    }

    private void real(double number) {
        if (Double.isNaN(number)) {
            text.append("CAST('nan' AS ")
                    .append(dialect.typeName(SqlType.DOUBLE))
                    .append(')');
        } else if (Double.isInfinite(number)) {
            text.append("CAST('").append(number < 0 ? "-inf" : "inf").append("' AS ");
            text.append(dialect.typeName(SqlType.DOUBLE)).append(')');
        } else {
            // The exponent makes it a double, not a decimal.
            String digits = Double.toString(Math.abs(number)).toLowerCase(Locale.ROOT);
            String form = digits.indexOf('e') >= 0 ? digits : digits + "e0";
            boolean negative = number < 0 || 1 / number < 0;
            text.append(negative ? "(-" + form + ")" : form);
        }
    }

    private void parenthesized(int precedence, int outerPrecedence, Runnable body) {
        boolean needed = precedence < outerPrecedence;
        text.append(needed ? "(" : "");
        body.run();
        text.append(needed ? ")" : "");
    }

    private void expressions(List<SqlExpression> values) {
        separated(values, value -> expression(value, 0));
    }

    private <T> void separated(List<T> elements, Consumer<T> write) {
        for (int index = 0; index < elements.size(); index++) {
            if (index > 0) {
                text.append(", ");
            }
            write.accept(elements.get(index));
        }
    }

    private void line(String start) {
        text.append('\n').append("  ".repeat(depth)).append(start);
    }
}
