package dev.halcyon.bench.series;

import java.util.Random;

/** Hourly series with the season of a week and that of a day, noise, and a jump now and then. */
final class SeasonalSeries {

    /** The hours of five weeks. */
    static final int LENGTH = 840;

    /** The hours of a week. */
    static final int SEASON = 168;

    private SeasonalSeries() {}

    /** The same series for the same seed. */
    static double[][] of(long seed, int count, int length) {
        Random random = new Random(seed);
        double[][] series = new double[count][];
        for (int index = 0; index < count; index++) {
            series[index] = series(random, length);
        }
        return series;
    }

    private static double[] series(Random random, int length) {
        double[] values = new double[length];
        for (int hour = 0; hour < length; hour++) {
            double season = 50 * Math.sin(2 * Math.PI * hour / SEASON) + 20 * Math.sin(2 * Math.PI * hour / 24);
            double jump = random.nextInt(500) == 0 ? 200 : 0;
            values[hour] = Math.rint(100 * (100 + season + 5 * random.nextGaussian() + jump)) / 100;
        }
        return values;
    }
}
