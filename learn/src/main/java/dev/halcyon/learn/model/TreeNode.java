package dev.halcyon.learn.model;

/** A node of a {@link RegressionTree}; children are named by their index in the tree. */
public sealed interface TreeNode {
    /** Number of training rows that came here. */
    int rows();

    /** An end: what to add to the prediction. */
    record Leaf(int rows, double value) implements TreeNode {}

    /** A question about one feature. */
    sealed interface Split extends TreeNode {
        int feature();

        int left();

        int right();
    }

    /** Left when the number is at most the threshold. */
    record NumericSplit(int rows, int feature, double threshold, boolean missingLeft, int left, int right)
            implements Split {}

    /** Left when the category is one of the given; missing and unknown ones go where {@code missingLeft} says. */
    record CategorySplit(int rows, int feature, CategorySet leftCategories, boolean missingLeft, int left, int right)
            implements Split {}

    /** Left when there is a number, right when it is missing. */
    record MissingSplit(int rows, int feature, int left, int right) implements Split {}
}
