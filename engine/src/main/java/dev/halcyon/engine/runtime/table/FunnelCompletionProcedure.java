package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.FunnelCompletion;
import java.util.Arrays;
import java.util.List;

/**
 * For each id the shortest time in which it came to each step. The latest beginning of a sequence that has come to the
 * step before decides it, so that one number a step is all that has to be kept.
 */
final class FunnelCompletionProcedure implements TableProcedure {

    private static final int BIN = 0;
    private static final int ID = 1;
    private static final int TIME = 2;
    private static final int STATE = 3;
    private static final long NEVER = Long.MIN_VALUE;

    private final List<String> sequence;
    private final List<Long> periods;
    private final int[] stateOf;
    private final long[] latestBeginning;
    private final long[] shortest;
    private final long[][] ids;

    FunnelCompletionProcedure(FunnelCompletion completion) {
        this.sequence = completion.sequence();
        this.periods = completion.periods();
        this.stateOf = sequence.stream().mapToInt(sequence::indexOf).toArray();
        this.latestBeginning = new long[sequence.size()];
        this.shortest = new long[sequence.size()];
        this.ids = new long[periods.size()][sequence.size()];
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        RowKey bin = null;
        RowKey id = null;
        long time = NEVER;
        boolean[] stepsNow = new boolean[sequence.size()];
        beginId();
        while (row.next()) {
            guard.step();
            RowKey rowBin = RowValues.key(row, BIN, ID);
            RowKey rowId = RowValues.key(row, ID, TIME);
            long rowTime = row.getLong(TIME);
            boolean sameId = rowBin.equals(bin) && rowId.equals(id);
            if (!sameId || rowTime != time) {
                walk(stepsNow, time);
                Arrays.fill(stepsNow, false);
            }
            if (!sameId) {
                endId();
            }
            if (bin != null && !rowBin.equals(bin)) {
                endBin(bin, output);
            }
            bin = rowBin;
            id = rowId;
            time = rowTime;
            String state = row.getString(STATE);
            for (int step = 0; step < stepsNow.length; step++) {
                stepsNow[step] |= sequence.get(step).equals(state);
            }
        }
        if (bin != null) {
            walk(stepsNow, time);
            endId();
            endBin(bin, output);
        }
    }

    /**
     * Takes the records of one moment. Of two states at the same time either may have come first, so several steps may
     * be taken at once, each with another state.
     */
    private void walk(boolean[] stepsNow, long time) {
        long[] before = latestBeginning.clone();
        for (int step = 0; step < stepsNow.length; step++) {
            long beginning = NEVER;
            long states = 0;
            for (int first = step; first >= 0 && stepsNow[first] && (states & 1L << stateOf[first]) == 0; first--) {
                states |= 1L << stateOf[first];
                beginning = Math.max(beginning, first == 0 ? time : before[first - 1]);
            }
            if (beginning != NEVER) {
                latestBeginning[step] = Math.max(latestBeginning[step], beginning);
                shortest[step] = Math.min(shortest[step], time - beginning);
            }
        }
    }

    private void beginId() {
        Arrays.fill(latestBeginning, NEVER);
        Arrays.fill(shortest, Long.MAX_VALUE);
    }

    private void endId() {
        for (int period = 0; period < periods.size(); period++) {
            for (int step = 0; step < shortest.length; step++) {
                // The largest number stands for never, whatever the period is.
                if (shortest[step] != Long.MAX_VALUE && shortest[step] <= periods.get(period)) {
                    ids[period][step]++;
                }
            }
        }
        beginId();
    }

    private void endBin(RowKey bin, RowSink output) {
        for (int period = 0; period < periods.size(); period++) {
            for (int step = 0; step < sequence.size(); step++) {
                output.add(bin.get(0), sequence.get(step), periods.get(period), ids[period][step]);
            }
            Arrays.fill(ids[period], 0);
        }
    }
}
