package dev.halcyon.analytics.mining;

/**
 * Which patterns have enough rows: those with a share of the weight of either set.
 *
 * @param share the least share, 0 … 1
 * @param total the weight of the first set
 * @param otherTotal the weight of the second set
 */
record Support(double share, long total, long otherTotal) {

    boolean suffices(long weight, long otherWeight) {
        return reaches(weight, total) || reaches(otherWeight, otherTotal);
    }

    /** By a quotient: the product 0.07 · 100 is more than 7. */
    private boolean reaches(long weight, long ofTotal) {
        return weight > 0 && (double) weight / ofTotal >= share;
    }
}
