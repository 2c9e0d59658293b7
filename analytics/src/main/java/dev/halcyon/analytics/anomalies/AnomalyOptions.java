package dev.halcyon.analytics.anomalies;

/**
 * What counts as an anomaly.
 *
 * @param threshold the score above which a point is flagged: 3 is one in a thousand
 * @param seasonality a period in points; {@link #DETECT} to find one in what has passed; 0 for none
 * @param coolDown for how many points after a flag only a stronger anomaly is flagged
 * @param scaleFloor the share of the baseline that a deviation must exceed to count at all
 */
public record AnomalyOptions(double threshold, int seasonality, int coolDown, double scaleFloor) {

    /** The seasonality that asks for detection. */
    public static final int DETECT = -1;

    /** One in a thousand, detection, fifty points, one percent. */
    public static final AnomalyOptions STANDARD = new AnomalyOptions(3, DETECT, 50, 0.01);

    /** Checks the ranges. */
    public AnomalyOptions {
        if (seasonality < DETECT || coolDown < 0 || !(scaleFloor >= 0) || !(threshold >= 0)) {
            throw new IllegalArgumentException(
                    "Threshold, cool-down and scale floor are not negative, and the season is not below %d: %s, %d, %s, %d."
                            .formatted(DETECT, threshold, coolDown, scaleFloor, seasonality));
        }
    }
}
