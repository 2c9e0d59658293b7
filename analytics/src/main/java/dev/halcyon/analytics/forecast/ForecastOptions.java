package dev.halcyon.analytics.forecast;

import java.util.Optional;

/**
 * How to forecast.
 *
 * @param seasonality a period in points; {@link #DETECT} to find one; 0 for none
 * @param confidence the share of future values that the intervals are to hold, between 0 and 1
 * @param method the method; none for the one that would have forecast the recent past best
 */
public record ForecastOptions(int seasonality, double confidence, Optional<ForecastMethod> method) {

    /** The seasonality that asks for detection. */
    public static final int DETECT = -1;

    /** Detection, 95 %, the best method. */
    public static final ForecastOptions STANDARD = new ForecastOptions(DETECT, 0.95, Optional.empty());

    /** Checks the ranges. */
    public ForecastOptions {
        if (seasonality < DETECT || !(confidence >= 0 && confidence <= 0.9999)) {
            throw new IllegalArgumentException(
                    "A season of %d points or a confidence of %s makes no sense.".formatted(seasonality, confidence));
        }
    }
}
