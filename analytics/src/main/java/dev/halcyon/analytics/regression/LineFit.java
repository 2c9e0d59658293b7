package dev.halcyon.analytics.regression;

/**
 * {@code series_fit_line} (series.md, section 4): the least squares line over x = 1, 2, ….
 *
 * @param rsquare the share of the variation that the line explains, 0 … 1; 1 for a constant series
 * @param slope the rise from one element to the next
 * @param variance the sample variance of the series
 * @param residualVariance the sample variance around the line
 * @param interception the line at x = 0
 * @param fit the line at each element
 */
public record LineFit(
        double rsquare, double slope, double variance, double residualVariance, double interception, double[] fit) {

    /**
     * The line of a whole series. O(n).
     *
     * @throws IllegalArgumentException for no elements
     */
    public static LineFit of(double[] series) {
        return of(series, 0, series.length);
    }

    /**
     * The line of the elements {@code from} … {@code to − 1}, x counting from the start of the series. O(n).
     *
     * @throws IllegalArgumentException for no elements
     */
    public static LineFit of(double[] series, int from, int to) {
        int count = to - from;
        if (count < 1) {
            throw new IllegalArgumentException("A line needs at least one point.");
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += series[i];
        }
        double meanY = sum / count;
        double meanX = (from + 1 + to) / 2.0;
        double products = 0;
        double total = 0;
        for (int i = from; i < to; i++) {
            double y = series[i] - meanY;
            products += (i + 1 - meanX) * y;
            total += y * y;
        }
        double squares = (double) count * ((double) count * count - 1) / 12;
        double slope = count > 1 ? products / squares : 0;
        double interception = meanY - slope * meanX;
        double[] fit = new double[count];
        double residual = 0;
        for (int i = from; i < to; i++) {
            fit[i - from] = interception + slope * (i + 1);
            double difference = series[i] - fit[i - from];
            residual += difference * difference;
        }
        return new LineFit(
                Goodness.rsquare(residual, total, meanY, count),
                slope,
                Goodness.variance(total, count),
                Goodness.variance(residual, count),
                interception,
                fit);
    }
}
