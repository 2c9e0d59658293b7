package dev.halcyon.learn.feature;

import java.util.Arrays;

/** Features with the value to learn, row by row. Immutable; targets are finite. */
public final class Dataset {
    private final FeatureMatrix features;
    private final String targetName;
    private final double[] target;

    /**
     * A dataset of a copy of the target.
     *
     * @throws InvalidDataException when the lengths differ or a target is NaN or infinite
     */
    public Dataset(FeatureMatrix features, String targetName, double[] target) {
        if (features.rowCount() != target.length) {
            throw new InvalidDataException(
                    "%d rows of features, %d values of %s.".formatted(features.rowCount(), target.length, targetName),
                    "Give one target value a row.");
        }
        for (int row = 0; row < target.length; row++) {
            if (!Double.isFinite(target[row])) {
                throw new InvalidDataException(
                        "%s in row %d is %s.".formatted(targetName, row, target[row]),
                        "Leave out rows without a finite target, or fill them before training.");
            }
        }
        this.features = features;
        this.targetName = targetName;
        this.target = target.clone();
    }

    public FeatureMatrix features() {
        return features;
    }

    public String targetName() {
        return targetName;
    }

    public int rowCount() {
        return target.length;
    }

    public double target(int row) {
        return target[row];
    }

    /** A copy of the targets. */
    public double[] targets() {
        return target.clone();
    }

    /** The rows {@code from} (inclusive) to {@code to} (exclusive). */
    public Dataset slice(int from, int to) {
        return new Dataset(features.slice(from, to), targetName, Arrays.copyOfRange(target, from, to));
    }

    /** The given rows in the given order. */
    public Dataset rows(int[] indexes) {
        double[] selected = new double[indexes.length];
        Arrays.setAll(selected, i -> target[indexes[i]]);
        return new Dataset(features.rows(indexes), targetName, selected);
    }

    /** See {@link FeatureMatrix#withoutUnusedCategories}. */
    public Dataset withoutUnusedCategories() {
        return new Dataset(features.withoutUnusedCategories(), targetName, target);
    }
}
