/** The store at ten million log rows: loading, needles, slices, and both at once. */
@NullMarked
package dev.halcyon.bench.store;

import org.jspecify.annotations.NullMarked;
