package dev.halcyon.conformance.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock on which a second lasts two hours, so that retention of days ends within a minute. */
final class SoakClock extends Clock {

    /** How much faster it goes. */
    static final int SPEED = 7200;

    private final Instant start = Instant.parse("2026-03-01T00:00:00Z");
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(System.nanoTime() - startNanos).multipliedBy(SPEED));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
