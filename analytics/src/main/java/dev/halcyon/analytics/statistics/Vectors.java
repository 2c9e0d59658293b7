package dev.halcyon.analytics.statistics;

/** Series as vectors (series.md, section 4): inner product, norm, cosine, correlation. */
public final class Vectors {

    private Vectors() {}

    /** Σ left[i]·right[i], as far as the shorter reaches. */
    public static double dotProduct(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** The Euclidean norm. */
    public static double magnitude(double[] vector) {
        return Math.sqrt(dotProduct(vector, vector));
    }

    /** The cosine of the angle between two vectors; NaN when one is 0. */
    public static double cosineSimilarity(double[] left, double[] right) {
        return dotProduct(left, right) / (magnitude(left) * magnitude(right));
    }

    /** The sum. */
    public static double sum(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value;
        }
        return sum;
    }

    /** The product. */
    public static double product(double[] vector) {
        double product = 1;
        for (double value : vector) {
            product *= value;
        }
        return product;
    }

    /**
     * The correlation of two series of one length; NaN when one does not vary.
     *
     * @throws IllegalArgumentException for different lengths
     */
    public static double pearsonCorrelation(double[] left, double[] right) {
        if (left.length != right.length) {
            throw new IllegalArgumentException(
                    "Series of %d and %d elements have no correlation.".formatted(left.length, right.length));
        }
        double leftMean = sum(left) / left.length;
        double rightMean = sum(right) / right.length;
        double both = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = 0; i < left.length; i++) {
            double l = left[i] - leftMean;
            double r = right[i] - rightMean;
            both += l * r;
            leftSquares += l * l;
            rightSquares += r * r;
        }
        return both / (Math.sqrt(leftSquares) * Math.sqrt(rightSquares));
    }
}
