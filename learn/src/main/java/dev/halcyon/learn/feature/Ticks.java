package dev.halcyon.learn.feature;

import java.time.Instant;

/** Points in time as 64-bit ticks: 100 ns since 0001-01-01T00:00:00Z, the engine's datetime. */
public final class Ticks {
    public static final long PER_SECOND = 10_000_000L;
    public static final long PER_HOUR = 3_600 * PER_SECOND;
    public static final long PER_DAY = 24 * PER_HOUR;
    /** Days from 0001-01-01 to 1970-01-01. */
    static final long EPOCH_DAY = 719_162;

    private static final long EPOCH_SECOND = EPOCH_DAY * 86_400;
    private static final long NANOSECONDS = 100;

    private Ticks() {}

    /** The ticks of an instant; what is finer than 100 ns is cut off. */
    public static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(Math.addExact(instant.getEpochSecond(), EPOCH_SECOND), PER_SECOND),
                instant.getNano() / NANOSECONDS);
    }

    /** The instant of a number of ticks. */
    public static Instant toInstant(long ticks) {
        long second = Math.floorDiv(ticks, PER_SECOND) - EPOCH_SECOND;
        return Instant.ofEpochSecond(second, Math.floorMod(ticks, PER_SECOND) * NANOSECONDS);
    }
}
