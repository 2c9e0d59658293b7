package dev.halcyon.learn.boosting;

import dev.halcyon.learn.model.CategorySet;

/** A way to split a node: the question, what it gains, and what the two children will know of their rows. */
sealed interface NodeSplit {
    int feature();

    /** How much the squared error falls (up to a constant factor). */
    double gain();

    Side left();

    Side right();

    /** Whether rows that miss the feature go left. */
    boolean missingLeft();

    /** Bins up to {@code bin} go left. */
    record AtBin(int feature, double gain, int bin, boolean missingLeft, Side left, Side right) implements NodeSplit {}

    /** Bins in the set go left. */
    record ByCategory(int feature, double gain, CategorySet leftBins, boolean missingLeft, Side left, Side right)
            implements NodeSplit {}

    /** What is known of the rows on one side: how many, the sum of their gradients, and the value of their leaf. */
    record Side(int rows, double gradient, double value) {}
}
