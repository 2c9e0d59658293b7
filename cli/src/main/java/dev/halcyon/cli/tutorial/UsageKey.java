package dev.halcyon.cli.tutorial;

import java.time.Instant;

/** What tells the rows of a usage series apart. */
record UsageKey(Instant time, String dataType) {}
