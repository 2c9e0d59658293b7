/**
 * The road of queries: KQL text enters {@link dev.halcyon.workspace.query.QueryService#start}, is compiled against a
 * snapshot of the catalogue and executed under a budget; a {@link dev.halcyon.workspace.query.RunningQuery} leaves, whose
 * tables the protocols stream. What holds: a closed running query holds nothing, neither engine nor place in the queue.
 */
@NullMarked
package dev.halcyon.workspace.query;

import org.jspecify.annotations.NullMarked;
