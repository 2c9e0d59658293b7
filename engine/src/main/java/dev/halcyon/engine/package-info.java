/**
 * The contract between the language and whatever runs it.
 *
 * <p>A bound {@link dev.halcyon.kql.plan.Relation} enters through {@link dev.halcyon.engine.Engine#execute}, typed rows
 * leave through a {@link dev.halcyon.engine.RowCursor}; stored tables are written through
 * {@link dev.halcyon.engine.storage.Storage}. Nothing here names a particular engine: {@code sql} is a small SQL tree and
 * its writer, {@code lower} turns plans into it, and an engine module adds its dialect, connections and runtime
 * functions.
 *
 * <p>What holds: no text of a user is ever SQL; every request has a budget; a failure is an
 * {@link dev.halcyon.engine.EngineException} with a kind.
 */
@NullMarked
package dev.halcyon.engine;

import org.jspecify.annotations.NullMarked;
