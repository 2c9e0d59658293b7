package dev.halcyon.engine.index;

import java.util.List;
import java.util.Objects;

/**
 * What is known, before any row is read, of the rows that a filter keeps. A condition is weaker than the filter it comes
 * from: every row that the filter keeps fulfils it.
 */
public sealed interface RowCondition {

    /** Nothing is known. */
    static RowCondition anything() {
        return new Conjunction(List.of());
    }

    /** No row is kept. */
    static RowCondition nothing() {
        return new Disjunction(List.of());
    }

    /** True when nothing is known. */
    private boolean isAnything() {
        return this instanceof Conjunction all && all.parts().isEmpty();
    }

    /** The groups that may hold a row that fulfils the condition, one bit each. */
    default long groups(GroupStatistics statistics) {
        return switch (this) {
            case Conjunction all -> {
                long groups = statistics.all();
                for (RowCondition part : all.parts()) {
                    groups = groups == 0 ? 0 : groups & part.groups(statistics);
                }
                yield groups;
            }
            case Disjunction any -> {
                long groups = 0;
                for (RowCondition part : any.parts()) {
                    groups |= part.groups(statistics);
                }
                yield groups;
            }
            case Between between -> statistics.between(between.column(), between.first(), between.last());
            case HasToken token -> statistics.withToken(token.column(), token.hash());
        };
    }

    /** Both conditions hold. */
    default RowCondition and(RowCondition other) {
        return isAnything() ? other : other.isAnything() ? this : new Conjunction(List.of(this, other));
    }

    /** One of the conditions holds. */
    default RowCondition or(RowCondition other) {
        return isAnything() || other.isAnything() ? anything() : new Disjunction(List.of(this, other));
    }

    /** All parts hold. */
    record Conjunction(List<RowCondition> parts) implements RowCondition {
        public Conjunction {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds. */
    record Disjunction(List<RowCondition> parts) implements RowCondition {
        public Disjunction {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A datetime column is not null and lies in a range, both ends included.
     *
     * @param column its KQL name
     * @param first in ticks
     * @param last in ticks
     */
    record Between(String column, long first, long last) implements RowCondition {
        public Between {
            Objects.requireNonNull(column, "column");
        }
    }

    /**
     * The text of a column has a token, or begins one with given characters.
     *
     * @param column its KQL name
     * @param hash from {@link Tokens}
     */
    record HasToken(String column, long hash) implements RowCondition {
        public HasToken {
            Objects.requireNonNull(column, "column");
        }
    }
}
