package dev.halcyon.workspace.access.condition;

import dev.halcyon.kql.bind.RowRestriction;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The condition of a role assignment: what the role allows, it allows where the condition is true. Attributes are known of
 * reads of rows only; what compares an attribute is false elsewhere, negated or not.
 */
public final class Condition {

    /** The only version of the language that there is. */
    public static final String VERSION = "2.0";

    /** The action that a condition decides about. */
    public static final String READ_DATA = "Microsoft.OperationalInsights/workspaces/tables/data/read";

    private static final int LONGEST = 8_192;
    private static final int MOST_OPERANDS = 1_000;

    private final String text;
    private final ConditionTree tree;
    private final BiPredicate<String, String> actionMatches;

    private Condition(String text, ConditionTree tree, BiPredicate<String, String> actionMatches) {
        this.text = text;
        this.tree = tree;
        this.actionMatches = actionMatches;
    }

    /**
     * Reads a condition.
     *
     * @param actionMatches whether a pattern of actions, the first argument, has an action
     * @throws ConditionException when it cannot be read, means nothing here or is too long
     */
    public static Condition of(String text, BiPredicate<String, String> actionMatches) {
        if (text.length() > LONGEST) {
            throw new ConditionException(
                    "the condition has %d characters, at most %d are taken".formatted(text.length(), LONGEST), LONGEST);
        }
        ConditionTree tree = ConditionParser.parse(text, pattern -> actionMatches.test(pattern, READ_DATA));
        if (operands(tree) > MOST_OPERANDS) {
            throw new ConditionException("the condition compares more than %d values".formatted(MOST_OPERANDS), 0);
        }
        return new Condition(text, tree, actionMatches);
    }

    /** A condition that was accepted once. One that is not understood now is true of nothing. */
    public static Condition stored(String text, BiPredicate<String, String> actionMatches) {
        try {
            return of(text, actionMatches);
        } catch (ConditionException e) {
            return new Condition(text, new ConditionTree.Or(List.of()), actionMatches);
        }
    }

    private static int operands(ConditionTree tree) {
        return switch (tree) {
            case ConditionTree.And(List<ConditionTree> parts) ->
                parts.stream().mapToInt(Condition::operands).sum();
            case ConditionTree.Or(List<ConditionTree> parts) ->
                parts.stream().mapToInt(Condition::operands).sum();
            case ConditionTree.Not(ConditionTree part) -> operands(part);
            case ConditionTree.ActionMatches action -> 1;
            case ConditionTree.Comparison comparison -> comparison.operands().size();
        };
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** True when it lets an action pass that reads no rows. */
    public boolean allows(String action) {
        return restriction(tree, false, action, Optional.empty()).isEveryRow();
    }

    /** The rows of a table that it lets a reader see. */
    public RowRestriction rows(TableSchema table) {
        return restriction(tree, false, READ_DATA, Optional.of(table));
    }

    private RowRestriction restriction(
            ConditionTree part, boolean negated, String action, Optional<TableSchema> table) {
        return switch (part) {
            case ConditionTree.And(List<ConditionTree> parts) -> {
                List<RowRestriction> each = restrictions(parts, negated, action, table);
                yield negated ? RowRestriction.any(each) : RowRestriction.all(each);
            }
            case ConditionTree.Or(List<ConditionTree> parts) -> {
                List<RowRestriction> each = restrictions(parts, negated, action, table);
                yield negated ? RowRestriction.all(each) : RowRestriction.any(each);
            }
            case ConditionTree.Not(ConditionTree inner) -> restriction(inner, !negated, action, table);
            case ConditionTree.ActionMatches(String pattern) ->
                constant(actionMatches.test(pattern, action) != negated);
            case ConditionTree.Comparison comparison ->
                table.map(schema -> compared(comparison, negated, schema)).orElse(RowRestriction.noRow());
        };
    }

    private List<RowRestriction> restrictions(
            List<ConditionTree> parts, boolean negated, String action, Optional<TableSchema> table) {
        List<RowRestriction> restrictions = new ArrayList<>();
        parts.forEach(part -> restrictions.add(restriction(part, negated, action, table)));
        return restrictions;
    }

    private static RowRestriction constant(boolean truth) {
        return truth ? RowRestriction.everyRow() : RowRestriction.noRow();
    }

    private static RowRestriction compared(ConditionTree.Comparison comparison, boolean negated, TableSchema table) {
        List<RowRestriction> each = comparison.operands().stream()
                .map(operand -> compared(comparison.attribute(), operand, negated, table))
                .toList();
        return comparison.every() != negated ? RowRestriction.all(each) : RowRestriction.any(each);
    }

    private static RowRestriction compared(
            ConditionTree.Attribute attribute, ConditionTree.Operand operand, boolean negated, TableSchema table) {
        return switch (attribute) {
            case ConditionTree.TableName name ->
                constant(TextComparison.holds(table.name(), operand.operator(), operand.text()) != negated);
            case ConditionTree.ColumnValue(String column) -> {
                boolean comparable = table.column(column)
                        .filter(found -> found.type() == ScalarType.STRING)
                        .isPresent();
                yield comparable
                        ? new RowRestriction.Comparison(
                                column, negated ? operand.operator().negated() : operand.operator(), operand.text())
                        : RowRestriction.noRow();
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
