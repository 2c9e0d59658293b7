package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.FunnelSequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sequence among the visits of each id: a visit is a run of records with the same state. From a visit of the
 * first state each following step is the next visit of its state within the span; other visits between them do not
 * matter. An occurrence begins behind the one before it.
 */
final class FunnelSequenceProcedure implements TableProcedure {

    private static final int BIN = 0;
    private static final int ID = 1;
    private static final int TIME = 2;
    private static final int TEXT = 3;
    private static final int STATE = 4;
    private static final long VISIT_BYTES = 80;

    private final List<String> sequence;
    private final long stepSpan;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Visit> moment = new ArrayList<>();
    private long held;

    /** A run of records with the same state, with the times of the first and the last of them. */
    private record Visit(String text, @Nullable Object state, long from, long to) {}

    FunnelSequenceProcedure(FunnelSequence funnel) {
        this.sequence = funnel.sequence();
        this.stepSpan = funnel.stepSpan();
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        RowKey binAndId = null;
        while (row.next()) {
            guard.step();
            RowKey key = RowValues.key(row, BIN, TIME);
            if (!key.equals(binAndId)) {
                end(binAndId, output, guard);
                binAndId = key;
            }
            long time = row.getLong(TIME);
            if (!moment.isEmpty() && moment.getFirst().from() != time) {
                endMoment();
            }
            guard.reserve(VISIT_BYTES);
            held += VISIT_BYTES;
            moment.add(new Visit(row.getString(TEXT), RowValues.read(row, STATE), time, time));
        }
        end(binAndId, output, guard);
    }

    /** Of states at the same time those of the sequence come in its order, in front of others. */
    private void endMoment() {
        moment.sort(Comparator.comparingInt((Visit visit) -> {
                    int step = sequence.indexOf(visit.text());
                    return step < 0 ? sequence.size() : step;
                })
                .thenComparing(Visit::text));
        for (Visit next : moment) {
            Visit last = visits.isEmpty() ? null : visits.getLast();
            if (last != null && last.text().equals(next.text())) {
                visits.set(visits.size() - 1, new Visit(last.text(), last.state(), last.from(), next.to()));
            } else {
                visits.add(next);
            }
        }
        moment.clear();
    }

    private void end(@Nullable RowKey binAndId, RowSink output, ComputationGuard guard) {
        if (binAndId == null) {
            return;
        }
        endMoment();
        int from = 0;
        while (from < visits.size()) {
            guard.step();
            int first = from;
            int last = occurrence(first);
            if (last < 0) {
                from++;
                continue;
            }
            output.add(
                    binAndId.get(BIN),
                    state(first - 1, first - 1, first),
                    state(last + 1, last, last + 1),
                    binAndId.get(ID));
            from = last + 1;
        }
        guard.release(held);
        held = 0;
        visits.clear();
    }

    /** The state of a visit when it lies within the span between two visits; null when there is none. */
    private @Nullable Object state(int visit, int earlier, int later) {
        boolean there = visit >= 0
                && visit < visits.size()
                && visits.get(later).from() - visits.get(earlier).to() <= stepSpan;
        return there ? visits.get(visit).state() : null;
    }

    /** The visit of the last step of the occurrence that begins at a visit; -1 when there is none. */
    private int occurrence(int first) {
        int at = first;
        if (!visits.get(first).text().equals(sequence.getFirst())) {
            return -1;
        }
        for (int step = 1; step < sequence.size(); step++) {
            int next = at + 1;
            while (next < visits.size() && !visits.get(next).text().equals(sequence.get(step))) {
                next++;
            }
            if (next == visits.size()
                    || visits.get(next).from() - visits.get(at).to() > stepSpan) {
                return -1;
            }
            at = next;
        }
        return at;
    }
}
