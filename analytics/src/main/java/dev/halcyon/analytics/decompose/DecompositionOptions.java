package dev.halcyon.analytics.decompose;

/**
 * What a decomposition looks for (series.md, section 1).
 *
 * @param seasonality a period in points; {@link #DETECT} to find one; 0 for none
 * @param trend the trend
 * @param testPoints how many elements at the end do not shape the model
 * @param seasonalityThreshold the least score, 0 … 1, of a period that is found
 */
public record DecompositionOptions(int seasonality, Trend trend, int testPoints, double seasonalityThreshold) {

    /** The seasonality that asks for detection. */
    public static final int DETECT = -1;

    /** The least score of a period that a decomposition accepts unless another is given. */
    public static final double THRESHOLD = 0.6;

    /** Detection, mean, no test points. */
    public static final DecompositionOptions STANDARD = new DecompositionOptions(DETECT, Trend.AVERAGE, 0, THRESHOLD);
}
