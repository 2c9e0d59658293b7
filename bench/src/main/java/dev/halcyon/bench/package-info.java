/**
 * JMH benchmarks. {@code bench/run} starts them; each compares with something in the same run and checks the answer
 * first, because a single absolute time says little on a shared machine.
 */
@NullMarked
package dev.halcyon.bench;

import org.jspecify.annotations.NullMarked;
