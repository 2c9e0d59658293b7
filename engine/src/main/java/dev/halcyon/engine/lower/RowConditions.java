package dev.halcyon.engine.lower;

import dev.halcyon.engine.index.RowCondition;
import dev.halcyon.engine.index.RowCondition.Between;
import dev.halcyon.engine.index.RowCondition.HasToken;
import dev.halcyon.engine.index.Tokens;
import dev.halcyon.engine.runtime.JsonText;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a predicate over stored columns says of the rows that it keeps, as far as statistics can use it. */
final class RowConditions {

    private final Map<Integer, String> storedColumns;
    private final long nowTicks;

    /**
     * A reader of predicates.
     *
     * @param storedColumns the KQL names of the stored columns, by column id
     */
    RowConditions(Map<Integer, String> storedColumns, long nowTicks) {
        this.storedColumns = storedColumns;
        this.nowTicks = nowTicks;
    }

    RowCondition of(ScalarExpression predicate) {
        if (predicate instanceof Literal literal && Boolean.FALSE.equals(literal.value())) {
            return RowCondition.nothing();
        }
        return predicate instanceof Call call ? ofCall(call) : RowCondition.anything();
    }

    private RowCondition ofCall(Call call) {
        return switch (call.function().name()) {
            case "and" -> of(call.arguments().get(0)).and(of(call.arguments().get(1)));
            case "or" -> of(call.arguments().get(0)).or(of(call.arguments().get(1)));
            case "==", "=~" -> equal(call);
            case "in", "in~" -> in(call);
            case "has", "has_cs" -> text(call, true, true);
            case "hasprefix", "hasprefix_cs" -> text(call, true, false);
            case "hassuffix", "hassuffix_cs" -> text(call, false, true);
            case "contains", "contains_cs" -> text(call, false, false);
            case "startswith", "startswith_cs" -> text(call, true, false);
            case "endswith", "endswith_cs" -> text(call, false, true);
            case "has_any" -> terms(call, false);
            case "has_all" -> terms(call, true);
            case "<", "<=", ">", ">=" -> compare(call);
            case "between" -> between(call);
            default -> RowCondition.anything();
        };
    }

    /** The stored column whose text an argument is; a dynamic one is indexed by the text that it converts to. */
    private Optional<String> textColumn(ScalarExpression argument) {
        if (argument instanceof ColumnReference reference
                && (reference.type() == ScalarType.STRING || reference.type() == ScalarType.DYNAMIC)) {
            return Optional.ofNullable(storedColumns.get(reference.column().id()));
        }
        if (argument instanceof Conversion conversion && conversion.type() == ScalarType.STRING) {
            return textColumn(conversion.operand());
        }
        return argument instanceof Call call && call.function().name().equals("tostring")
                ? textColumn(call.arguments().getFirst())
                : Optional.empty();
    }

    private static Optional<String> constant(ScalarExpression argument) {
        return argument instanceof Literal literal
                        && literal.type() == ScalarType.STRING
                        && literal.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private RowCondition text(Call call, boolean startsToken, boolean endsToken) {
        Optional<String> column = textColumn(call.arguments().get(0));
        Optional<String> needle = constant(call.arguments().get(1));
        return column.isPresent() && needle.isPresent()
                ? holds(column.get(), needle.get(), startsToken, endsToken)
                : RowCondition.anything();
    }

    private static RowCondition holds(String column, String needle, boolean startsToken, boolean endsToken) {
        RowCondition condition = RowCondition.anything();
        for (long hash : Tokens.ofNeedle(needle, startsToken, endsToken)) {
            condition = condition.and(new HasToken(column, hash));
        }
        return condition;
    }

    private RowCondition terms(Call call, boolean all) {
        Optional<String> column = textColumn(call.arguments().getFirst());
        Optional<List<String>> needles = constants(call);
        if (column.isEmpty() || needles.isEmpty()) {
            return RowCondition.anything();
        }
        RowCondition condition = all ? RowCondition.anything() : RowCondition.nothing();
        for (String needle : needles.get()) {
            RowCondition one = holds(column.get(), needle, true, true);
            condition = all ? condition.and(one) : condition.or(one);
        }
        return condition;
    }

    /** The texts behind the first argument; empty when one of them is not constant. */
    private static Optional<List<String>> constants(Call call) {
        List<String> texts = new ArrayList<>();
        for (ScalarExpression argument :
                call.arguments().subList(1, call.arguments().size())) {
            if (!(argument instanceof Literal literal) || !(literal.value() instanceof String text)) {
                return Optional.empty();
            }
            if (literal.type() == ScalarType.DYNAMIC) {
                texts.addAll(JsonText.elementTexts(text));
            } else {
                texts.add(text);
            }
        }
        return Optional.of(texts);
    }

    private RowCondition in(Call call) {
        ScalarExpression value = call.arguments().getFirst();
        Optional<String> column = value.type() == ScalarType.STRING ? textColumn(value) : Optional.empty();
        Optional<List<String>> texts = constants(call);
        if (column.isEmpty() || texts.isEmpty()) {
            return RowCondition.anything();
        }
        RowCondition condition = RowCondition.nothing();
        for (String text : texts.get()) {
            condition = condition.or(holds(column.get(), text, true, true));
        }
        return condition;
    }

    private RowCondition equal(Call call) {
        ScalarExpression left = call.arguments().get(0);
        ScalarExpression right = call.arguments().get(1);
        if (left.type() == ScalarType.DATETIME) {
            return compare(call);
        }
        if (left.type() != ScalarType.STRING || right.type() != ScalarType.STRING) {
            return RowCondition.anything();
        }
        boolean swapped = left instanceof Literal;
        Optional<String> column = textColumn(swapped ? right : left);
        Optional<String> text = constant(swapped ? left : right);
        return column.isPresent() && text.isPresent()
                ? holds(column.get(), text.get(), true, true)
                : RowCondition.anything();
    }

    private Optional<String> instantColumn(ScalarExpression argument) {
        return argument instanceof ColumnReference reference && reference.type() == ScalarType.DATETIME
                ? Optional.ofNullable(storedColumns.get(reference.column().id()))
                : Optional.empty();
    }

    private OptionalLong instant(ScalarExpression argument) {
        return argument.type() == ScalarType.DATETIME ? ConstantTicks.of(argument, nowTicks) : OptionalLong.empty();
    }

    private RowCondition compare(Call call) {
        ScalarExpression left = call.arguments().get(0);
        ScalarExpression right = call.arguments().get(1);
        Optional<String> column = instantColumn(left);
        if (column.isPresent() && instant(right).isPresent()) {
            return compare(column.get(), call.function().name(), instant(right).getAsLong());
        }
        column = instantColumn(right);
        if (column.isPresent() && instant(left).isPresent()) {
            return compare(
                    column.get(),
                    mirrored(call.function().name()),
                    instant(left).getAsLong());
        }
        return RowCondition.anything();
    }

    private static String mirrored(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> operator;
        };
    }

    // Ends that would have to be one tick off are taken as they are: a weaker condition is right, too.
    private static RowCondition compare(String column, String operator, long ticks) {
        return switch (operator) {
            case "<", "<=" -> new Between(column, Long.MIN_VALUE, ticks);
            case ">", ">=" -> new Between(column, ticks, Long.MAX_VALUE);
            case "==" -> new Between(column, ticks, ticks);
            default -> RowCondition.anything();
        };
    }

    private RowCondition between(Call call) {
        Optional<String> column = instantColumn(call.arguments().getFirst());
        OptionalLong first = instant(call.arguments().get(1));
        OptionalLong last = instant(call.arguments().get(2));
        return column.isPresent() && first.isPresent() && last.isPresent()
                ? new Between(column.get(), first.getAsLong(), last.getAsLong())
                : RowCondition.anything();
    }
}
