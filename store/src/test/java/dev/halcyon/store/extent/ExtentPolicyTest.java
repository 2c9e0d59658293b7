package dev.halcyon.store.extent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.Extent.TickRange;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.table.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtentPolicyTest {

    private static final long NOW = Ticks.of(Instant.parse("2026-06-01T00:00:00Z"));
    private static final Retention THIRTY_DAYS = new Retention(30, 90, false, false);
    private static final ExtentOptions OPTIONS = new ExtentOptions(1000, Duration.ofHours(1), 4, 100, 0.1);

    private final ExtentPolicy policy = new ExtentPolicy(OPTIONS);
    private final List<Extent> extents = new ArrayList<>();

    private Extent add(State state, long rows, double daysAgo) {
        long arrival = NOW - (long) (daysAgo * Ticks.PER_DAY);
        TickRange range = new TickRange(arrival - Ticks.PER_HOUR, arrival);
        Optional<TickRange> known = state == State.SEALED ? Optional.of(range) : Optional.empty();
        Extent extent = new Extent(extents.size() + 1, state, rows, 1, known, known, false);
        extents.add(extent);
        return extent;
    }

    private Optional<ExtentStep> next() {
        return policy.next(extents, THIRTY_DAYS, NOW);
    }

    @Test
    void anOpenExtentIsLeftAlone() {
        add(State.OPEN, 0, 0);
        assertThat(next()).isEmpty();
    }

    @Test
    void closedExtentsAreSealedTogetherWhileTheyFit() {
        add(State.CLOSED, 600, 0);
        add(State.CLOSED, 300, 0);
        add(State.CLOSED, 300, 0);
        add(State.OPEN, 0, 0);
        assertThat(next()).contains(new ExtentStep.Seal(List.of(1L, 2L)));
    }

    @Test
    void fewLargeRowsFillAnExtentToo() {
        add(State.CLOSED, 10, 0);
        add(State.CLOSED, 10, 0);
        add(State.CLOSED, 10, 0);
        extents.replaceAll(extent -> extent.withBytes(OPTIONS.bytes() / 2));
        assertThat(next()).contains(new ExtentStep.Seal(List.of(1L, 2L)));
    }

    @Test
    void fewLargeRowsAreNotMerged() {
        for (int index = 0; index < 8; index++) {
            add(State.SEALED, 20, 0.1);
        }
        extents.replaceAll(extent -> extent.withBytes(OPTIONS.bytes() / 3));
        assertThat(next()).isEmpty();
    }

    @Test
    void aLargeClosedExtentIsSealedAlone() {
        add(State.CLOSED, 5000, 0);
        add(State.CLOSED, 1, 0);
        assertThat(next()).contains(new ExtentStep.Seal(List.of(1L)));
    }

    @Test
    void smallSealedExtentsOfLikeSizeBecomeOne() {
        for (int index = 0; index < 3; index++) {
            add(State.SEALED, 20 + index, 0.1);
        }
        add(State.SEALED, 2, 0.1);
        assertThat(next()).isEmpty();
        add(State.SEALED, 30, 0.1);
        assertThat(next()).contains(new ExtentStep.Seal(List.of(1L, 2L, 3L, 5L)));
    }

    @Test
    void extentsOfFarApartDaysStayApart() {
        for (int index = 0; index < 8; index++) {
            add(State.SEALED, 20, 2.0 * index);
        }
        assertThat(next()).isEmpty();
    }

    @Test
    void largeExtentsAreNotMerged() {
        for (int index = 0; index < 8; index++) {
            add(State.SEALED, 900, 0.1);
        }
        assertThat(next()).isEmpty();
    }

    @Test
    void interactiveRetentionHidesAndTotalRetentionDrops() {
        add(State.SEALED, 900, 29.9);
        add(State.SEALED, 900, 30.1);
        assertThat(next()).contains(new ExtentStep.Archive(List.of(2L)));
        extents.clear();
        add(State.SEALED, 900, 89);
        add(State.SEALED, 900, 91);
        assertThat(next()).contains(new ExtentStep.Drop(List.of(2L)));
    }

    @Test
    void whatIsArchivedStaysUntilItsTotalRetentionEnds() {
        Extent old = add(State.SEALED, 10, 60);
        extents.set(
                0, new Extent(old.id(), old.state(), old.rows(), old.bytes(), old.instants(), old.arrivals(), true));
        assertThat(next()).isEmpty();
    }
}
