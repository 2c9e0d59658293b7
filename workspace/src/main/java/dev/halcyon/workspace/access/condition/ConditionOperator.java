package dev.halcyon.workspace.access.condition;

import dev.halcyon.kql.bind.RowRestriction.Operator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An operator by its name, such as {@code ForAnyOfAnyValues:StringNotEqualsIgnoreCase}.
 *
 * @param several true when it takes several values
 * @param every true when the comparison must be true for every value; a table or a row has one value on the left
 */
record ConditionOperator(Comparison comparison, boolean negated, boolean ignoringCase, boolean several, boolean every) {

    private static final String IGNORING_CASE = "ignorecase";
    private static final char WILDCARD = '*';

    /** Prefixes that say how several values are taken, and whether for every one of them. */
    private static final List<String> QUANTIFIERS =
            List.of("foranyofanyvalues:", "forallofanyvalues:", "foranyofallvalues:", "forallofallvalues:");

    /** How texts are compared. */
    enum Comparison {
        EQUALS,
        LIKE,
        STARTS_WITH
    }

    ConditionOperator {
        Objects.requireNonNull(comparison, "comparison");
    }

    /** The operator of a name, in any letter case; empty when it is none that compares texts. */
    static Optional<ConditionOperator> of(String name) {
        String rest = name.toLowerCase(Locale.ROOT);
        boolean several = false;
        boolean every = false;
        for (String quantifier : QUANTIFIERS) {
            if (rest.startsWith(quantifier)) {
                several = true;
                every = quantifier.endsWith("allvalues:");
                rest = rest.substring(quantifier.length());
                break;
            }
        }
        boolean ignoringCase = rest.endsWith(IGNORING_CASE);
        if (ignoringCase) {
            rest = rest.substring(0, rest.length() - IGNORING_CASE.length());
        }
        boolean negated = rest.startsWith("stringnot");
        Optional<Comparison> comparison = switch (negated ? "string" + rest.substring("stringnot".length()) : rest) {
            case "stringequals" -> Optional.of(Comparison.EQUALS);
            case "stringlike" -> Optional.of(Comparison.LIKE);
            case "stringstartswith" -> Optional.of(Comparison.STARTS_WITH);
            default -> Optional.empty();
        };
        boolean takesSeveral = several;
        boolean ofEvery = every;
        return comparison.map(found -> new ConditionOperator(found, negated, ignoringCase, takesSeveral, ofEvery));
    }

    /**
     * A value with what it is compared by: a term of a text, or with a star at its end the beginning of a text.
     *
     * @throws ConditionException when the operator has no meaning for the value
     */
    ConditionTree.Operand operand(String value, int position) {
        if (comparison == Comparison.EQUALS) {
            return new ConditionTree.Operand(
                    chosen(
                            Operator.EQUAL,
                            Operator.NOT_EQUAL,
                            Operator.EQUAL_IGNORING_CASE,
                            Operator.NOT_EQUAL_IGNORING_CASE),
                    value);
        }
        boolean beginning = comparison == Comparison.STARTS_WITH;
        String text = value;
        if (comparison == Comparison.LIKE) {
            int wildcard = value.indexOf(WILDCARD);
            beginning = wildcard >= 0;
            if ((wildcard >= 0 && wildcard < value.length() - 1) || value.indexOf('?') >= 0) {
                throw new ConditionException(
                        "of wildcards, one * at the end of a value is supported: it finds what begins with the value",
                        position);
            }
            text = beginning ? value.substring(0, wildcard) : value;
        }
        if (text.isEmpty()) {
            throw new ConditionException("every text has the empty one: write what it must have", position);
        }
        return new ConditionTree.Operand(
                beginning
                        ? chosen(
                                Operator.STARTS_WITH,
                                Operator.NOT_STARTS_WITH,
                                Operator.STARTS_WITH_IGNORING_CASE,
                                Operator.NOT_STARTS_WITH_IGNORING_CASE)
                        : chosen(
                                Operator.HAS,
                                Operator.NOT_HAS,
                                Operator.HAS_IGNORING_CASE,
                                Operator.NOT_HAS_IGNORING_CASE),
                text);
    }

    private Operator chosen(Operator plain, Operator not, Operator plainIgnoring, Operator notIgnoring) {
        if (ignoringCase) {
            return negated ? notIgnoring : plainIgnoring;
        }
        return negated ? not : plain;
    }

    /** True when two values make it true of everything: whatever is one of them is not the other. */
    boolean isTrueOfAll(long distinctValues) {
        return comparison == Comparison.EQUALS && negated && !every && distinctValues > 1;
    }
}
