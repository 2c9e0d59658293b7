package dev.halcyon.learn.validation;

/** By which figure the better of two models is found: the mean over all folds, smaller is better. */
public enum SelectionCriterion {
    /**
     * Mean absolute error, the default: a usage series has rare, very high hours, and an error that squares them
     * chooses the model for those hours alone.
     */
    MEAN_ABSOLUTE_ERROR {
        @Override
        public double of(ValidationReport report) {
            return report.meanAbsoluteError().mean();
        }
    },
    /** Root mean squared error: when single large misses cost more than many small ones. */
    ROOT_MEAN_SQUARED_ERROR {
        @Override
        public double of(ValidationReport report) {
            return report.rootMeanSquaredError().mean();
        }
    };

    /** The figure of a report. */
    public abstract double of(ValidationReport report);
}
