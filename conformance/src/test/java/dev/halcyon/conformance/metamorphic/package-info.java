/**
 * Laws that hold for every table and every predicate, tried on random ones: no expected answers are needed, only two
 * ways of asking the same.
 *
 * <p>{@link dev.halcyon.conformance.metamorphic.RandomTable} makes the rows, {@link
 * dev.halcyon.conformance.metamorphic.RandomPredicate} the conditions, {@link
 * dev.halcyon.conformance.metamorphic.MetamorphicTest} holds the laws.
 */
@NullMarked
package dev.halcyon.conformance.metamorphic;

import org.jspecify.annotations.NullMarked;
