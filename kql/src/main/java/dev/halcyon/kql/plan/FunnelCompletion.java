package dev.halcyon.kql.plan;

import java.util.List;

/**
 * The plugin {@code funnel_sequence_completion}: how many ids got how far in a sequence of states.
 *
 * <p>Input: bin, id, time, the state's text; ordered by bin, id and time. Output: for each bin that has rows, each period
 * and each step: bin, state, period, number of ids.
 *
 * @param sequence the texts of the states, one after the other
 * @param periods most time from the first step to the one that counts
 */
public record FunnelCompletion(List<String> sequence, List<Long> periods) implements TableComputation {
    public FunnelCompletion {
        sequence = List.copyOf(sequence);
        periods = List.copyOf(periods);
    }

    @Override
    public String name() {
        return "funnel_sequence_completion";
    }
}
