package dev.halcyon.learn.boosting;

/**
 * Sum of gradients and number of rows by feature and bin, for the rows of one node. Second derivatives are not summed:
 * for least squares each is 1, so their sum is the number of rows.
 */
final class Histogram {
    private final double[] gradients;
    private final int[] rows;

    private Histogram(int slots) {
        gradients = new double[slots];
        rows = new int[slots];
    }

    /** The histogram of the rows {@code order[start] … order[end - 1]}. O(features × rows). */
    static Histogram of(BinnedMatrix matrix, float[] rowGradients, int[] order, int start, int end) {
        Histogram histogram = new Histogram(matrix.slotCount());
        float[] gathered = new float[end - start];
        for (int i = start; i < end; i++) {
            gathered[i - start] = rowGradients[order[i]];
        }
        for (int f = 0; f < matrix.featureCount(); f++) {
            byte[] bins = matrix.bins(f);
            int slotStart = matrix.slotStart(f);
            for (int i = start; i < end; i++) {
                int slot = slotStart + Byte.toUnsignedInt(bins[order[i]]);
                histogram.gradients[slot] += gathered[i - start];
                histogram.rows[slot]++;
            }
        }
        return histogram;
    }

    /** The histogram of the rows of this one that are not in the other, by subtraction. O(bins). */
    Histogram minus(Histogram other) {
        Histogram difference = new Histogram(gradients.length);
        for (int slot = 0; slot < gradients.length; slot++) {
            difference.gradients[slot] = gradients[slot] - other.gradients[slot];
            difference.rows[slot] = rows[slot] - other.rows[slot];
        }
        return difference;
    }

    double gradient(int slot) {
        return gradients[slot];
    }

    int rows(int slot) {
        return rows[slot];
    }
}
