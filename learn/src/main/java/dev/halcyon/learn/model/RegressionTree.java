package dev.halcyon.learn.model;

import dev.halcyon.learn.feature.Feature;
import dev.halcyon.learn.feature.FeatureSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A binary tree whose leaves are numbers. Node 0 is the root; a child's index is greater than its parent's and every
 * other node is the child of exactly one, so walking always ends. Compares by content.
 */
public final class RegressionTree {
    private static final int LEAF = -1;

    private final List<TreeNode> nodes;
    // The same nodes as arrays: walking them is several times faster than walking objects.
    private final int[] feature;
    private final double[] number;
    private final @Nullable CategorySet[] categories;
    private final boolean[] missingLeft;
    private final int[] left;
    private final int[] right;

    /**
     * A tree of the given nodes.
     *
     * @throws IllegalArgumentException when they are not one tree or a number in them is not finite
     */
    public RegressionTree(List<? extends TreeNode> nodes) {
        this.nodes = List.copyOf(nodes);
        int count = this.nodes.size();
        feature = new int[count];
        number = new double[count];
        categories = new CategorySet[count];
        missingLeft = new boolean[count];
        left = new int[count];
        right = new int[count];
        boolean[] reached = new boolean[count];
        require(count > 0, 0, "a tree has at least one node");
        reached[0] = true;
        for (int i = 0; i < count; i++) {
            require(reached[i], i, "is nobody's child");
            TreeNode node = this.nodes.get(i);
            require(node.rows() >= 0, i, "has a negative number of rows");
            fill(i, node);
            if (node instanceof TreeNode.Split split) {
                require(split.feature() >= 0, i, "names no feature");
                feature[i] = split.feature();
                left[i] = adopt(i, split.left(), reached);
                right[i] = adopt(i, split.right(), reached);
            }
        }
    }

    private void fill(int i, TreeNode node) {
        switch (node) {
            case TreeNode.Leaf leaf -> {
                require(Double.isFinite(leaf.value()), i, "has no finite value");
                feature[i] = LEAF;
                number[i] = leaf.value();
            }
            case TreeNode.NumericSplit split -> {
                require(Double.isFinite(split.threshold()), i, "has no finite threshold");
                number[i] = split.threshold();
                missingLeft[i] = split.missingLeft();
            }
            case TreeNode.CategorySplit split -> {
                categories[i] = split.leftCategories();
                missingLeft[i] = split.missingLeft();
            }
            case TreeNode.MissingSplit ignored -> number[i] = Double.POSITIVE_INFINITY;
        }
    }

    private static int adopt(int parent, int child, boolean[] reached) {
        require(child > parent && child < reached.length, parent, "has a child %d outside the tree".formatted(child));
        require(!reached[child], parent, "has the child %d of another node".formatted(child));
        reached[child] = true;
        return child;
    }

    private static void require(boolean valid, int node, String what) {
        if (!valid) {
            throw new IllegalArgumentException("Tree node %d %s.".formatted(node, what));
        }
    }

    public List<TreeNode> nodes() {
        return nodes;
    }

    public int leafCount() {
        return (nodes.size() + 1) / 2;
    }

    /**
     * Checks that every split fits its feature.
     *
     * @throws IllegalArgumentException naming the node that does not
     */
    void requireFits(FeatureSchema schema) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof TreeNode.Split split) {
                require(
                        split.feature() < schema.size(),
                        i,
                        "names feature %d of %d".formatted(split.feature(), schema.size()));
                requireKind(i, split, schema.feature(split.feature()));
            }
        }
    }

    private static void requireKind(int node, TreeNode.Split split, Feature feature) {
        switch (split) {
            case TreeNode.NumericSplit ignored ->
                require(feature instanceof Feature.Numeric, node, "compares %s, a category".formatted(feature.name()));
            case TreeNode.CategorySplit categorySplit ->
                require(
                        feature instanceof Feature.Categorical categorical
                                && categorySplit.leftCategories().largest()
                                        < categorical.categories().size(),
                        node,
                        "names a category that %s does not have".formatted(feature.name()));
            case TreeNode.MissingSplit ignored -> {}
        }
    }

    /**
     * Adds this tree's value to the prediction of every row. O(rows × depth).
     *
     * @param columns the values by feature, then row; categories as their codes, NaN is missing
     */
    void addTo(double[] predictions, double[][] columns) {
        for (int row = 0; row < predictions.length; row++) {
            int node = 0;
            while (feature[node] != LEAF) {
                node = goesLeft(node, columns[feature[node]][row]) ? left[node] : right[node];
            }
            predictions[row] += number[node];
        }
    }

    private boolean goesLeft(int node, double value) {
        if (Double.isNaN(value)) {
            return missingLeft[node];
        }
        CategorySet leftCategories = categories[node];
        return leftCategories == null ? value <= number[node] : leftCategories.contains((int) value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegressionTree tree && nodes.equals(tree.nodes);
    }

    @Override
    public int hashCode() {
        return nodes.hashCode();
    }

    @Override
    public String toString() {
        return "RegressionTree" + nodes;
    }
}
