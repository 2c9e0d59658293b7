/**
 * Texts that nobody would write. {@link dev.halcyon.conformance.fuzz.GrammarWalk} makes such as the grammar allows, {@link
 * dev.halcyon.conformance.fuzz.Damage} spoils them and real queries, {@link dev.halcyon.conformance.fuzz.TextArbitraries}
 * brings both into jqwik's terms, so that {@link dev.halcyon.conformance.fuzz.Search} can make a failing one simple.
 * {@link dev.halcyon.conformance.fuzz.GrammarFuzzTest} asserts that each either is a query or is refused with a typed
 * error, {@link dev.halcyon.conformance.fuzz.NestingTest} that none takes more than its share of work.
 */
@NullMarked
package dev.halcyon.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
