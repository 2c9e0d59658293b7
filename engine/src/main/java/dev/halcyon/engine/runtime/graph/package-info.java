/**
 * Graphs in memory (R133).
 *
 * <p>{@link dev.halcyon.engine.runtime.graph.PropertyGraph} is read from two tables; {@link
 * dev.halcyon.engine.runtime.graph.PatternSearch} finds the matches of a pattern by walking along it, {@link
 * dev.halcyon.engine.runtime.graph.ShortestPaths} the shortest ways between two nodes, {@link
 * dev.halcyon.engine.runtime.graph.Components} what hangs together. The procedures that the plan names stand beside
 * them.
 */
@NullMarked
package dev.halcyon.engine.runtime.graph;

import org.jspecify.annotations.NullMarked;
