package dev.halcyon.workspace.access.condition;

import dev.halcyon.kql.bind.RowRestriction.Operator;
import java.util.List;
import java.util.Objects;

/** A condition as it is written. */
sealed interface ConditionTree {

    /** Every part is true. */
    record And(List<ConditionTree> parts) implements ConditionTree {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part is true. */
    record Or(List<ConditionTree> parts) implements ConditionTree {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** The part is not true. */
    record Not(ConditionTree part) implements ConditionTree {
        public Not {
            Objects.requireNonNull(part, "part");
        }
    }

    /** What is done is an action of the pattern. */
    record ActionMatches(String pattern) implements ConditionTree {
        public ActionMatches {
            Objects.requireNonNull(pattern, "pattern");
        }
    }

    /**
     * An attribute compares to values.
     *
     * @param operands the values, each with its operator
     * @param every true when the comparison must be true for every value, not for one of them
     */
    record Comparison(Attribute attribute, List<Operand> operands, boolean every) implements ConditionTree {
        public Comparison {
            Objects.requireNonNull(attribute, "attribute");
            operands = List.copyOf(operands);
        }
    }

    /** A value and how it is compared: what {@code StringLike} means depends on the value. */
    record Operand(Operator operator, String text) {
        public Operand {
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(text, "text");
        }
    }

    /** What is compared. */
    sealed interface Attribute {}

    /** The name of the table. */
    record TableName() implements Attribute {}

    /** The text of a row in the column of exactly that name. */
    record ColumnValue(String column) implements Attribute {
        public ColumnValue {
            Objects.requireNonNull(column, "column");
        }
    }
}
