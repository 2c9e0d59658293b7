/**
 * Rows become columns a model can learn from.
 *
 * <p>What enters: values, category names and times. What leaves: a {@link dev.halcyon.learn.feature.FeatureMatrix}
 * (named columns, each numeric or categorical) or, with a target, a {@link dev.halcyon.learn.feature.Dataset}. The
 * usual way from the rows of a query is {@link dev.halcyon.learn.feature.GroupedSeries} (time, group, value; sorted)
 * and {@link dev.halcyon.learn.feature.SeriesFeatures} (date parts and the group as columns).
 *
 * <p>What holds: all columns have the same length; categories are distinct and codes point into them, -1 being a
 * missing or unknown category; NaN is a missing number; targets are finite. A
 * {@link dev.halcyon.learn.feature.FeatureSchema} is the part of a matrix that a model remembers: names, kinds,
 * categories; {@link dev.halcyon.learn.feature.FeatureMatrix#alignTo} brings new rows into the shape of an old schema.
 * Next: {@code model}.
 */
@NullMarked
package dev.halcyon.learn.feature;

import org.jspecify.annotations.NullMarked;
