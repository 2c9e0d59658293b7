/** Tests of the embedded engine: {@link dev.halcyon.engine.duckdb.Plans} builds plans by hand and runs them. */
@NullMarked
package dev.halcyon.engine.duckdb;

import org.jspecify.annotations.NullMarked;
