package dev.halcyon.learn.boosting;

import dev.halcyon.learn.feature.FeatureMatrix;

/**
 * The rows as bin numbers, one byte a value, and where each feature's bins lie in a {@link Histogram}: features follow
 * each other, each with its bins and then the one for missing values.
 */
final class BinnedMatrix {
    private final FeatureBins[] features;
    private final byte[][] bins;
    private final boolean[] hasMissing;
    private final int[] slotStart;
    private final int rowCount;

    BinnedMatrix(FeatureMatrix matrix, int maximumBins) {
        int columns = matrix.columnCount();
        features = new FeatureBins[columns];
        bins = new byte[columns][];
        hasMissing = new boolean[columns];
        slotStart = new int[columns + 1];
        rowCount = matrix.rowCount();
        for (int f = 0; f < columns; f++) {
            features[f] = FeatureBins.fit(matrix.column(f), maximumBins);
            bins[f] = features[f].binsOf(matrix.column(f));
            slotStart[f + 1] = slotStart[f] + features[f].count() + 1;
            for (byte bin : bins[f]) {
                hasMissing[f] |= Byte.toUnsignedInt(bin) == features[f].count();
            }
        }
    }

    int rowCount() {
        return rowCount;
    }

    int featureCount() {
        return features.length;
    }

    FeatureBins feature(int feature) {
        return features[feature];
    }

    /** Whether a training row misses this feature. */
    boolean hasMissing(int feature) {
        return hasMissing[feature];
    }

    int bin(int feature, int row) {
        return Byte.toUnsignedInt(bins[feature][row]);
    }

    /** The bins of a feature by row; not to be changed. */
    byte[] bins(int feature) {
        return bins[feature];
    }

    /** Where the bins of a feature start in a histogram. */
    int slotStart(int feature) {
        return slotStart[feature];
    }

    /** Slots of a histogram. */
    int slotCount() {
        return slotStart[features.length];
    }
}
