package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.type.ScalarType;
import java.util.Map;

/** Arguments of aggregates that are settings, not values of rows: they are constants within bounds. */
final class AggregateConstants {

    private enum Setting {
        /** R91: 0 to 4. */
        ACCURACY,
        /** R92: a number of elements. */
        SIZE,
        /** R90: 0 to 100. */
        PERCENTILE
    }

    /** From which argument on a function has which settings. */
    private record Settings(Setting setting, int first) {}

    private static final Map<String, Settings> SETTINGS = Map.ofEntries(
            Map.entry("dcount", new Settings(Setting.ACCURACY, 1)),
            Map.entry("dcountif", new Settings(Setting.ACCURACY, 2)),
            Map.entry("hll", new Settings(Setting.ACCURACY, 1)),
            Map.entry("hll_if", new Settings(Setting.ACCURACY, 2)),
            Map.entry("make_list", new Settings(Setting.SIZE, 1)),
            Map.entry("make_list_if", new Settings(Setting.SIZE, 2)),
            Map.entry("make_set", new Settings(Setting.SIZE, 1)),
            Map.entry("make_set_if", new Settings(Setting.SIZE, 2)),
            Map.entry("make_bag", new Settings(Setting.SIZE, 1)),
            Map.entry("make_bag_if", new Settings(Setting.SIZE, 2)),
            Map.entry("percentile", new Settings(Setting.PERCENTILE, 1)),
            Map.entry("percentilew", new Settings(Setting.PERCENTILE, 2)),
            Map.entry("percentiles_array", new Settings(Setting.PERCENTILE, 1)),
            Map.entry("percentilesw_array", new Settings(Setting.PERCENTILE, 2)));

    private AggregateConstants() {}

    /** Refuses a call whose settings are not constant or out of bounds. */
    static void check(BindingSession session, AggregateCall aggregate, FunctionCall call) {
        Settings settings = SETTINGS.get(aggregate.function().name());
        if (settings == null) {
            return;
        }
        for (int index = settings.first(); index < aggregate.arguments().size(); index++) {
            ScalarExpression argument = aggregate.arguments().get(index);
            if (!(argument instanceof Literal literal)) {
                throw session.error(
                        SemanticError.NOT_CONSTANT,
                        call.span(),
                        "Argument %d of %s() must be a constant"
                                .formatted(index + 1, aggregate.function().name()));
            }
            boolean within = literal.type() == ScalarType.DYNAMIC
                    ? isListWithin(settings.setting(), literal)
                    : isWithin(settings.setting(), literal);
            if (!within) {
                throw session.error(
                        SemanticError.INVALID_VALUE,
                        call.span(),
                        "Argument %d of %s() must be %s"
                                .formatted(index + 1, aggregate.function().name(), bounds(settings.setting())));
            }
        }
    }

    /** A list of percentiles in one dynamic value. */
    private static boolean isListWithin(Setting setting, Literal list) {
        return setting != Setting.PERCENTILE
                || (list.value() instanceof String json
                        && ConstantArrays.scalars(json).stream().allMatch(AggregateConstants::isPercentile));
    }

    private static boolean isPercentile(String text) {
        try {
            double percentile = Double.parseDouble(text);
            return percentile >= 0 && percentile <= 100;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isWithin(Setting setting, Literal literal) {
        if (!(literal.value() instanceof Number number)) {
            return false;
        }
        double value = number.doubleValue();
        return switch (setting) {
            case ACCURACY -> value >= 0 && value <= 4 && value == Math.rint(value);
            case SIZE -> value >= 0;
            case PERCENTILE -> value >= 0 && value <= 100;
        };
    }

    private static String bounds(Setting setting) {
        return switch (setting) {
            case ACCURACY -> "a whole number from 0 to 4";
            case SIZE -> "a number of elements that is not negative";
            case PERCENTILE -> "a number from 0 to 100";
        };
    }
}
