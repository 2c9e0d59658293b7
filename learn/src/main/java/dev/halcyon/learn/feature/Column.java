package dev.halcyon.learn.feature;

/** A named column of values. Immutable; sub-selections copy. */
public sealed interface Column permits NumericColumn, CategoricalColumn {
    String name();

    /** Number of rows. */
    int size();

    /** What a model remembers of this column. */
    Feature feature();

    /** The rows {@code from} (inclusive) to {@code to} (exclusive). */
    Column slice(int from, int to);

    /** The given rows in the given order; a row may appear more than once. */
    Column rows(int[] indexes);
}
