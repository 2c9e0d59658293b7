package dev.halcyon.kql.plan;

import java.util.List;

/**
 * The plugin {@code funnel_sequence}: what came before and after a sequence of states.
 *
 * <p>Input: bin, id, time, the state's text, the state; ordered by bin, id and time. Output: for each occurrence of the
 * sequence its bin, the state before, the state after, the id.
 *
 * @param sequence the texts of the states, one after the other
 * @param stepSpan most time between two steps, from the state before and to the state after
 */
public record FunnelSequence(List<String> sequence, long stepSpan) implements TableComputation {
    public FunnelSequence {
        sequence = List.copyOf(sequence);
    }

    @Override
    public String name() {
        return "funnel_sequence";
    }
}
