package dev.halcyon.learn.boosting;

import dev.halcyon.analytics.statistics.Percentile;
import dev.halcyon.learn.feature.CategoricalColumn;
import dev.halcyon.learn.feature.Column;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.NumericColumn;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How the values of one feature fall into bins 0 … {@code count() - 1}; missing values get the bin {@code count()}. */
sealed interface FeatureBins {
    /** Number of bins without the one for missing values. */
    int count();

    /** The bins of a column's rows, as unsigned bytes. */
    byte[] binsOf(Column column);

    /** The bins of a column that is to be learned from. */
    static FeatureBins fit(Column column, int maximumBins) {
        return switch (column) {
            case NumericColumn numeric -> Thresholds.fit(numeric, maximumBins);
            case CategoricalColumn categorical -> Categories.fit(categorical, maximumBins);
        };
    }

    /** Bins of numbers: a value lies in the first bin whose threshold is not below it. */
    final class Thresholds implements FeatureBins {
        /** From this many rows on, thresholds come from a sample of as many rows. */
        static final int SAMPLE_SIZE = 200_000;

        /** Keeps infinite values out of the thresholds, which model files must hold as finite numbers. */
        private static final double LARGEST = 1e300;

        private static final long SAMPLE_SEED = 0x48616c63796f6eL;

        private final double[] thresholds;

        private Thresholds(double[] thresholds) {
            this.thresholds = thresholds;
        }

        /**
         * One bin a distinct value, cut in the middle between neighbours, when there are few enough; else bins of
         * about equally many rows, cut at evenly spaced percentiles. O(n log n).
         */
        static Thresholds fit(NumericColumn column, int maximumBins) {
            double[] sorted = Percentile.sortedWithoutMissing(sample(column.toArray()));
            double[] distinct = distinct(sorted);
            double[] cuts;
            if (distinct.length <= maximumBins) {
                cuts = new double[Math.max(0, distinct.length - 1)];
                Arrays.setAll(cuts, i -> (distinct[i] + distinct[i + 1]) * 0.5);
            } else {
                cuts = new double[maximumBins - 1];
                double step = 100.0 / maximumBins;
                Arrays.setAll(cuts, i -> Percentile.midpoint(sorted, (i + 1) * step));
            }
            for (int i = 0; i < cuts.length; i++) {
                // Between the two infinities lies no number; any cut parts them.
                cuts[i] = Double.isNaN(cuts[i]) ? 0 : Math.clamp(cuts[i], -LARGEST, LARGEST);
            }
            return new Thresholds(cuts);
        }

        /** Every row has the same chance to be in the sample; the seed is fixed, so the sample is too. */
        private static double[] sample(double[] values) {
            if (values.length <= SAMPLE_SIZE) {
                return values;
            }
            SplittableRandom random = new SplittableRandom(SAMPLE_SEED);
            for (int i = 0; i < SAMPLE_SIZE; i++) {
                int other = random.nextInt(i, values.length);
                double swapped = values[i];
                values[i] = values[other];
                values[other] = swapped;
            }
            return Arrays.copyOf(values, SAMPLE_SIZE);
        }

        private static double[] distinct(double[] sorted) {
            return Arrays.stream(sorted)
                    // Without the addition 0.0 and -0.0 would count as two values.
                    .map(value -> value + 0.0)
                    .distinct()
                    .toArray();
        }

        @Override
        public int count() {
            return thresholds.length + 1;
        }

        /** The largest value of a bin; the last bin has none. */
        double threshold(int bin) {
            return thresholds[bin];
        }

        @Override
        public byte[] binsOf(Column column) {
            NumericColumn numeric = (NumericColumn) column;
            byte[] bins = new byte[numeric.size()];
            for (int row = 0; row < bins.length; row++) {
                bins[row] = (byte) binOf(numeric.value(row));
            }
            return bins;
        }

        private int binOf(double value) {
            if (Double.isNaN(value)) {
                return count();
            }
            int low = 0;
            int high = thresholds.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (thresholds[middle] < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** One bin a category. */
    record Categories(int count) implements FeatureBins {
        static Categories fit(CategoricalColumn column, int maximumBins) {
            int count = column.categories().size();
            if (count > maximumBins) {
                throw new InvalidDataException(
                        "Column %s has %d categories; gradient boosting takes %d."
                                .formatted(column.name(), count, maximumBins),
                        "Group rare categories or leave out the feature.");
            }
            return new Categories(count);
        }

        @Override
        public byte[] binsOf(Column column) {
            CategoricalColumn categorical = (CategoricalColumn) column;
            byte[] bins = new byte[categorical.size()];
            for (int row = 0; row < bins.length; row++) {
                int code = categorical.code(row);
                bins[row] = (byte) (code == CategoricalColumn.MISSING ? count : code);
            }
            return bins;
        }
    }
}
