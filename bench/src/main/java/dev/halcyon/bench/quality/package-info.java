/**
 * Quality of answers on labelled data, where a benchmark measures speed: {@code bench/run quality-anomalies} scores
 * detectors of anomalies on the Numenta Anomaly Benchmark and on a generated month with planted anomalies.
 */
@NullMarked
package dev.halcyon.bench.quality;

import org.jspecify.annotations.NullMarked;
