package dev.halcyon.learn.boosting;

import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.CategorySet;
import dev.halcyon.learn.model.RegressionTree;
import dev.halcyon.learn.model.TreeNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree on the gradients of the rows, best split first (H. Shi, "Best-first decision tree learning", 2007).
 * Used once.
 */
final class TreeGrower {
    private final BinnedMatrix matrix;
    private final float[] gradients;
    private final BoostingOptions options;
    private final SplitFinder splitFinder;
    private final int[] order;
    private final int[] scratch;
    private final OpenNodes open = new OpenNodes();
    private final List<GrowingNode> leaves = new ArrayList<>();
    private final GrowingNode root;

    TreeGrower(BinnedMatrix matrix, float[] gradients, BoostingOptions options) {
        this.matrix = matrix;
        this.gradients = gradients;
        this.options = options;
        splitFinder = new SplitFinder(matrix, options);
        order = new int[matrix.rowCount()];
        scratch = new int[matrix.rowCount()];
        double total = 0;
        for (int row = 0; row < order.length; row++) {
            order[row] = row;
            total += gradients[row];
        }
        root = new GrowingNode(0, order.length, new NodeSplit.Side(order.length, total, 0));
        grow();
    }

    private void grow() {
        if (isSplittable(root)) {
            root.histogram = Histogram.of(matrix, gradients, order, 0, order.length);
            openOrClose(root);
        } else {
            leaves.add(root);
        }
        while (!open.isEmpty()) {
            splitNext();
        }
    }

    private boolean isSplittable(GrowingNode node) {
        return node.rows() >= 2 * options.minimumRowsPerLeaf();
    }

    private void openOrClose(GrowingNode node) {
        NodeSplit split = splitFinder.find(node.summary, Objects.requireNonNull(node.histogram));
        if (split == null) {
            node.histogram = null;
            leaves.add(node);
        } else {
            node.split = split;
            open.add(node, split.gain());
        }
    }

    private void splitNext() {
        GrowingNode node = open.remove();
        NodeSplit split = Objects.requireNonNull(node.split);
        int middle = partition(node, split);
        GrowingNode left = new GrowingNode(node.start, middle, split.left());
        GrowingNode right = new GrowingNode(middle, node.end, split.right());
        node.left = left;
        node.right = right;
        if (leaves.size() + open.size() + 2 == options.maximumLeaves()) {
            leaves.add(left);
            leaves.add(right);
            closeAll();
            return;
        }
        addHistograms(node, left, right);
        for (GrowingNode child : List.of(left, right)) {
            if (isSplittable(child)) {
                openOrClose(child);
            } else {
                child.histogram = null;
                leaves.add(child);
            }
        }
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            GrowingNode node = open.remove();
            node.histogram = null;
            node.split = null;
            leaves.add(node);
        }
    }

    /** Counts the smaller child's rows; the larger child is the rest of the parent. */
    private void addHistograms(GrowingNode parent, GrowingNode left, GrowingNode right) {
        if (isSplittable(left) || isSplittable(right)) {
            GrowingNode smaller = left.rows() < right.rows() ? left : right;
            GrowingNode larger = smaller == left ? right : left;
            Histogram counted = Histogram.of(matrix, gradients, order, smaller.start, smaller.end);
            smaller.histogram = counted;
            larger.histogram = Objects.requireNonNull(parent.histogram).minus(counted);
        }
        parent.histogram = null;
    }

    /** Brings the left rows to the front, both sides keeping their order; the place of the first right row. */
    private int partition(GrowingNode node, NodeSplit split) {
        byte[] bins = matrix.bins(split.feature());
        boolean[] goesLeft = leftBins(split);
        int left = node.start;
        int right = 0;
        for (int i = node.start; i < node.end; i++) {
            int row = order[i];
            if (goesLeft[Byte.toUnsignedInt(bins[row])]) {
                order[left++] = row;
            } else {
                scratch[right++] = row;
            }
        }
        System.arraycopy(scratch, 0, order, left, right);
        return left;
    }

    private boolean[] leftBins(NodeSplit split) {
        int missing = matrix.feature(split.feature()).count();
        boolean[] goesLeft = new boolean[missing + 1];
        for (int bin = 0; bin < missing; bin++) {
            goesLeft[bin] = switch (split) {
                case NodeSplit.AtBin atBin -> bin <= atBin.bin();
                case NodeSplit.ByCategory byCategory -> byCategory.leftBins().contains(bin);
            };
        }
        goesLeft[missing] = split.missingLeft();
        return goesLeft;
    }

    /** Adds to the prediction of every training row what this tree says, without walking it. O(rows). */
    void addTo(double[] predictions) {
        for (GrowingNode leaf : leaves) {
            double value = leafValue(leaf);
            for (int i = leaf.start; i < leaf.end; i++) {
                predictions[order[i]] += value;
            }
        }
    }

    private double leafValue(GrowingNode leaf) {
        return leaf.summary.value() * options.learningRate();
    }

    /** The finished tree, parents before children, left before right. */
    RegressionTree tree() {
        List<@Nullable TreeNode> nodes = new ArrayList<>();
        append(root, nodes);
        return new RegressionTree(nodes.stream().map(Objects::requireNonNull).toList());
    }

    private int append(GrowingNode node, List<@Nullable TreeNode> nodes) {
        int index = nodes.size();
        // Keeps the place; a split can only be written once the indexes of its children are known.
        nodes.add(null);
        NodeSplit split = node.split;
        GrowingNode left = node.left;
        GrowingNode right = node.right;
        if (split == null || left == null || right == null) {
            nodes.set(index, new TreeNode.Leaf(node.rows(), leafValue(node)));
        } else {
            nodes.set(index, treeNode(node.rows(), split, append(left, nodes), append(right, nodes)));
        }
        return index;
    }

    private TreeNode treeNode(int rows, NodeSplit split, int left, int right) {
        return switch (split) {
            case NodeSplit.AtBin atBin -> {
                FeatureBins.Thresholds bins = (FeatureBins.Thresholds) matrix.feature(split.feature());
                yield atBin.bin() == bins.count() - 1
                        ? new TreeNode.MissingSplit(rows, split.feature(), left, right)
                        : new TreeNode.NumericSplit(
                                rows, split.feature(), bins.threshold(atBin.bin()), split.missingLeft(), left, right);
            }
            case NodeSplit.ByCategory byCategory -> {
                int missing = matrix.feature(split.feature()).count();
                int[] categories = Arrays.stream(byCategory.leftBins().codes())
                        .filter(bin -> bin < missing)
                        .toArray();
                yield new TreeNode.CategorySplit(
                        rows, split.feature(), CategorySet.of(categories), split.missingLeft(), left, right);
            }
        };
    }
}
