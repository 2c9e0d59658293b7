package dev.halcyon.learn.boosting;

import org.jspecify.annotations.Nullable;

/** A node while its tree grows: its rows are {@code order[start] … order[end - 1]} of the grower. */
final class GrowingNode {
    final int start;
    final int end;
    final NodeSplit.Side summary;
    /** What to ask; null in a leaf. */
    @Nullable
    NodeSplit split;

    @Nullable
    GrowingNode left;

    @Nullable
    GrowingNode right;
    /** Dropped as soon as the children have theirs. */
    @Nullable
    Histogram histogram;

    GrowingNode(int start, int end, NodeSplit.Side summary) {
        this.start = start;
        this.end = end;
        this.summary = summary;
    }

    int rows() {
        return end - start;
    }

    boolean isLeaf() {
        return left == null;
    }
}
