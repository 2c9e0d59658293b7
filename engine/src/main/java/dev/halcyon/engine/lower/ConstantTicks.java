package dev.halcyon.engine.lower;

import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.OptionalLong;

/**
 * Instants and spans that are known before any row is read, such as {@code ago(1h)}: written as one number they let the
 * engine skip data. R49: {@code now()} is one instant for each request.
 */
final class ConstantTicks {

    private ConstantTicks() {}

    /** Ticks of a constant datetime or timespan; empty when it is null, too large or not constant. */
    static OptionalLong of(ScalarExpression expression, long nowTicks) {
        if (expression.type() != ScalarType.DATETIME && expression.type() != ScalarType.TIMESPAN) {
            return OptionalLong.empty();
        }
        return switch (expression) {
            case Literal literal ->
                literal.value() instanceof Long ticks ? OptionalLong.of(ticks) : OptionalLong.empty();
            case Call call -> ofCall(call, nowTicks);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong ofCall(Call call, long nowTicks) {
        int count = call.arguments().size();
        OptionalLong first = count > 0 ? of(call.arguments().getFirst(), nowTicks) : OptionalLong.empty();
        OptionalLong last = count > 1 ? of(call.arguments().getLast(), nowTicks) : OptionalLong.empty();
        boolean unary = count == 1 && first.isPresent();
        boolean binary = count == 2 && first.isPresent() && last.isPresent();
        return switch (call.function().name()) {
            case "now" ->
                count == 0 ? OptionalLong.of(nowTicks) : unary ? sum(nowTicks, first.getAsLong(), true) : none();
            case "ago" -> unary ? sum(nowTicks, -first.getAsLong(), true) : none();
            case "+" -> binary ? sum(first.getAsLong(), last.getAsLong(), isDatetime(call)) : none();
            case "-" -> binary ? sum(first.getAsLong(), -last.getAsLong(), isDatetime(call)) : none();
            default -> none();
        };
    }

    private static boolean isDatetime(Call call) {
        return call.type() == ScalarType.DATETIME;
    }

    private static OptionalLong none() {
        return OptionalLong.empty();
    }

    private static OptionalLong sum(long left, long right, boolean datetime) {
        long sum = left + right;
        boolean overflow = ((left ^ sum) & (right ^ sum)) < 0;
        boolean outside = datetime && (sum < 0 || sum > IntegerRange.LAST_TICK);
        return overflow || outside ? OptionalLong.empty() : OptionalLong.of(sum);
    }
}
