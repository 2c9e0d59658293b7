package dev.halcyon.store;

import dev.halcyon.kql.type.Ticks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The workspace's present: what {@code now()} and {@code ago()} mean and what {@code _TimeReceived} is stamped with. A
 * pinned clock stands still, so that a tutorial over dated rows gives the same figures on any day.
 */
public final class WorkspaceClock {

    private final Clock clock;
    private final boolean pinned;

    private WorkspaceClock(Clock clock, boolean pinned) {
        this.clock = clock;
        this.pinned = pinned;
    }

    /** The machine's clock. */
    public static WorkspaceClock real() {
        return new WorkspaceClock(Clock.systemUTC(), false);
    }

    /** A clock that always shows one instant. */
    public static WorkspaceClock pinnedAt(Instant instant) {
        return new WorkspaceClock(Clock.fixed(Objects.requireNonNull(instant, "instant"), ZoneOffset.UTC), true);
    }

    /** A clock that somebody moves. */
    public static WorkspaceClock of(Clock clock) {
        return new WorkspaceClock(Objects.requireNonNull(clock, "clock"), false);
    }

    public Instant now() {
        return clock.instant();
    }

    /** {@link #now()} in ticks of 100 ns since 0001-01-01. */
    public long nowTicks() {
        return Ticks.of(now());
    }

    public boolean isPinned() {
        return pinned;
    }
}
