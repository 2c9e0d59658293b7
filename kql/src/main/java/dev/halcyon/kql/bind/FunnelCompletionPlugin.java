package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.FunnelCompletion;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TimespanText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** {@code funnel_sequence_completion(id, timeline, start, end, bin, state, sequence, periods)}. */
final class FunnelCompletionPlugin implements Plugin {

    private static final int STATE = 5;
    private static final int ARGUMENTS = 8;

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(
                ARGUMENTS,
                "IdColumn",
                "TimelineColumn",
                "Start",
                "End",
                "BinSize",
                "StateColumn",
                "Sequence",
                "MaxSequenceStepPeriods");
        FunnelInput input = FunnelInput.of(call, STATE);
        Timeline timeline = input.records().timeline();
        long step = timeline.distance(STATE - 1, "BinSize");
        ScalarType periodType =
                timeline.pointType() == ScalarType.DATETIME ? ScalarType.TIMESPAN : timeline.pointType();
        List<Long> periods = new ArrayList<>();
        for (String text : FunnelInput.array(call, STATE + 2, "MaxSequenceStepPeriods")) {
            OptionalLong period = period(text, periodType);
            if (period.isEmpty() || period.getAsLong() < 0) {
                throw call.session()
                        .error(
                                SemanticError.INVALID_VALUE,
                                call.required(STATE + 2, "MaxSequenceStepPeriods")
                                        .span(),
                                "%s(): the period '%s' is no %s that is not negative"
                                        .formatted(call.name(), text, periodType));
            }
            periods.add(period.getAsLong());
        }
        ColumnIds ids = call.session().ids();
        return Rowset.of(input.computed(
                step,
                new FunnelCompletion(input.sequence(), periods),
                ids.column(input.state().name(), ScalarType.STRING),
                ids.column("Period", periodType),
                ids.column("dcount", ScalarType.LONG)));
    }

    private static OptionalLong period(String text, ScalarType type) {
        if (type == ScalarType.TIMESPAN) {
            return TimespanText.parse(text);
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }
}
