/**
 * Answers recorded from the reference engine, as test cases of this project.
 *
 * <p>{@link dev.halcyon.conformance.corpus.CorpusConverter} turns the JSON lines of the conformance corpus into
 * {@code .kqltest} files; {@link dev.halcyon.conformance.corpus.KnownDifferences} lists the cases that are answered
 * otherwise on purpose or refused.
 */
@NullMarked
package dev.halcyon.conformance.corpus;

import org.jspecify.annotations.NullMarked;
