package dev.halcyon.analytics.anomalies;

/** Says how strange the latest of a stream of deviations is, in any unit; it remembers what it has seen. */
@FunctionalInterface
public interface StrangenessMeasure {

    /** The strangeness of the next deviation, by those before it. */
    double next(double deviation);
}
