package dev.halcyon.bench.anomalies;

import java.util.List;

/**
 * A series with the windows in which an anomaly is to be found.
 *
 * @param name folder and file
 * @param values the points
 * @param windows in ascending order, without overlap
 */
record LabelledSeries(String name, double[] values, List<Window> windows) {

    /** The first and the last point of an anomaly. */
    record Window(int first, int last) {
        int width() {
            return last - first + 1;
        }
    }
}
