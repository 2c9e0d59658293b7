package dev.halcyon.engine.sql;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A scalar or aggregate expression of SQL. */
public sealed interface SqlExpression {

    /** A column of a relation in the {@code FROM} clause. */
    record Column(String relation, String name) implements SqlExpression {
        public Column {
            Objects.requireNonNull(relation, "relation");
            Objects.requireNonNull(name, "name");
        }
    }

    /** A number, a truth value or null, written into the text in a fixed form. */
    record Constant(@Nullable Object value) implements SqlExpression {
        public Constant {
            if (value != null
                    && !(value instanceof Boolean)
                    && !(value instanceof Long)
                    && !(value instanceof Integer)
                    && !(value instanceof Double)) {
                throw new IllegalArgumentException("Not a constant: " + value.getClass());
            }
        }
    }

    /** A string of the user's: the writer quotes or binds it. */
    record Text(String value) implements SqlExpression {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /** A function; its name is one of the program's own words. */
    record Function(String name, List<SqlExpression> arguments) implements SqlExpression {
        public Function {
            Objects.requireNonNull(name, "name");
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * An aggregate.
     *
     * @param distinct over distinct arguments
     * @param order the order in which rows are fed; empty for any
     * @param filter counts only rows for which it is true
     */
    record AggregateFunction(
            String name,
            List<SqlExpression> arguments,
            boolean distinct,
            List<SqlOrder> order,
            Optional<SqlExpression> filter)
            implements SqlExpression {
        public AggregateFunction {
            Objects.requireNonNull(name, "name");
            arguments = List.copyOf(arguments);
            order = List.copyOf(order);
            Objects.requireNonNull(filter, "filter");
        }
    }

    /**
     * A window function or an aggregate over a window.
     *
     * @param frame the frame clause of the program's own words, empty for the default
     */
    record Window(Function function, List<SqlExpression> partition, List<SqlOrder> order, String frame)
            implements SqlExpression {
        public Window {
            Objects.requireNonNull(function, "function");
            partition = List.copyOf(partition);
            order = List.copyOf(order);
            Objects.requireNonNull(frame, "frame");
        }
    }

    /** {@code left operator right}. */
    record Binary(Operator operator, SqlExpression left, SqlExpression right) implements SqlExpression {
        public Binary {
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(right, "right");
        }
    }

    /** {@code NOT operand}. */
    record Not(SqlExpression operand) implements SqlExpression {
        public Not {
            Objects.requireNonNull(operand, "operand");
        }
    }

    /** {@code operand IS [NOT] NULL}. */
    record IsNull(SqlExpression operand, boolean negated) implements SqlExpression {
        public IsNull {
            Objects.requireNonNull(operand, "operand");
        }
    }

    /** {@code operand BETWEEN low AND high}. */
    record Between(SqlExpression operand, SqlExpression low, SqlExpression high) implements SqlExpression {
        public Between {
            Objects.requireNonNull(operand, "operand");
            Objects.requireNonNull(low, "low");
            Objects.requireNonNull(high, "high");
        }
    }

    /** {@code operand IN (values)}; at least one value. */
    record InList(SqlExpression operand, List<SqlExpression> values) implements SqlExpression {
        public InList {
            Objects.requireNonNull(operand, "operand");
            values = List.copyOf(values);
        }
    }

    /** {@code operand IN (relation)}; the relation has one column. */
    record InRelation(SqlExpression operand, SqlRelation relation) implements SqlExpression {
        public InRelation {
            Objects.requireNonNull(operand, "operand");
            Objects.requireNonNull(relation, "relation");
        }
    }

    /** The only cell of a relation, null when it has no row. */
    record ScalarRelation(SqlRelation relation) implements SqlExpression {
        public ScalarRelation {
            Objects.requireNonNull(relation, "relation");
        }
    }

    /** {@code CASE WHEN … THEN … ELSE … END}. */
    record Case(List<When> branches, Optional<SqlExpression> otherwise) implements SqlExpression {
        public Case {
            branches = List.copyOf(branches);
            Objects.requireNonNull(otherwise, "otherwise");
        }
    }

    /** A branch of a {@link Case}. */
    record When(SqlExpression condition, SqlExpression result) {
        public When {
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(result, "result");
        }
    }

    /** {@code CAST(operand AS type)}. */
    record Cast(SqlExpression operand, SqlType type) implements SqlExpression {
        public Cast {
            Objects.requireNonNull(operand, "operand");
            Objects.requireNonNull(type, "type");
        }
    }

    /** Binary operators, the tightest binding last. */
    enum Operator {
        OR("OR", 1),
        AND("AND", 2),
        EQUAL("=", 4),
        NOT_EQUAL("<>", 4),
        LESS("<", 4),
        LESS_OR_EQUAL("<=", 4),
        GREATER(">", 4),
        GREATER_OR_EQUAL(">=", 4),
        IS_DISTINCT_FROM("IS DISTINCT FROM", 4),
        IS_NOT_DISTINCT_FROM("IS NOT DISTINCT FROM", 4),
        CONCATENATE("||", 5),
        PLUS("+", 6),
        MINUS("-", 6),
        TIMES("*", 7),
        DIVIDE("/", 7),
        REMAINDER("%", 7);

        private final String text;
        private final int precedence;

        Operator(String text, int precedence) {
            this.text = text;
            this.precedence = precedence;
        }

        public String text() {
            return text;
        }

        int precedence() {
            return precedence;
        }
    }
}
