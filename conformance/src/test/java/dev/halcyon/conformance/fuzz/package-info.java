/**
 * Texts that nobody would write: {@link dev.halcyon.conformance.fuzz.QueryMutator} damages real queries, {@link
 * dev.halcyon.conformance.fuzz.GrammarFuzzTest} asserts that each either is a query or is refused with a typed error.
 */
@NullMarked
package dev.halcyon.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
