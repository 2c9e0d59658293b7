/**
 * How well anomalies are found in labelled series: {@code bench/run quality-anomalies} scores the functions of the
 * language on the Numenta Anomaly Benchmark and on a generated month with planted anomalies.
 */
@NullMarked
package dev.halcyon.bench.anomalies;

import org.jspecify.annotations.NullMarked;
