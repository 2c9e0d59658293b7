package dev.halcyon.analytics.forecast;

/** The latest season, repeated as it is or with the drift from season to season. A single point is the shortest season. */
final class RepeatedSeason {

    private RepeatedSeason() {}

    /** O(n). */
    static Projection project(double[] history, int points, int period, boolean drifting) {
        int length = history.length;
        int season = period > 1 && period <= length ? period : 1;
        int changes = length - season;
        double drift = 0;
        for (int i = season; drifting && i < length; i++) {
            drift += (history[i] - history[i - season]) / changes;
        }
        double[] fitted = new double[length];
        for (int i = 0; i < length; i++) {
            fitted[i] = i < season ? Double.NaN : history[i - season] + drift;
        }
        double[] forecast = new double[points];
        double[] growth = new double[points];
        for (int i = 0; i < points; i++) {
            int seasons = i / season + 1;
            forecast[i] = history[length - season + i % season] + seasons * drift;
            // A random walk from season to season; its drift is itself uncertain.
            growth[i] = Math.sqrt(seasons * (drifting && changes > 0 ? 1 + (double) seasons * season / changes : 1));
        }
        return new Projection(fitted, forecast, growth);
    }
}
