/**
 * The support table {@code docs/functions.md}: generated from the function catalogue and the engine's lowerings, with
 * the tabular operators probed by binding a small query each. A test compares the file with what this package writes.
 */
@NullMarked
package dev.halcyon.conformance.support;

import org.jspecify.annotations.NullMarked;
