/**
 * The embedded engine.
 *
 * <p>{@link dev.halcyon.engine.duckdb.DuckDbEngine#open} takes a data folder and gives an
 * {@link dev.halcyon.engine.Engine}. A plan enters; the lowering of {@code dev.halcyon.engine.lower} makes SQL of it,
 * {@link dev.halcyon.engine.duckdb.DuckDbMacros} and {@link dev.halcyon.engine.duckdb.FunctionRegistration} supply the
 * functions it calls, and rows leave through {@link dev.halcyon.engine.duckdb.DuckDbCursor}. Rows to store enter through
 * {@link dev.halcyon.engine.duckdb.DuckDbStorage}.
 *
 * <p>What holds: the database instance is in memory and the data file is attached to it as {@code workspace}, so that
 * the file holds tables and nothing of the program; after set-up the instance reaches no other file, and its
 * configuration is locked; every query has a connection of its own; an error that leaves is an
 * {@link dev.halcyon.engine.EngineException} without SQL in its message.
 */
@NullMarked
package dev.halcyon.engine.duckdb;

import org.jspecify.annotations.NullMarked;
