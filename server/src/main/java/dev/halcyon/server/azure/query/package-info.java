/**
 * The Logs Query API.
 *
 * <p>A request with KQL text enters {@link dev.halcyon.server.azure.query.QueryRoutes}, tables of rows leave as JSON,
 * written while the engine still runs. What holds: a failure before the first row has its own status, a later one stands
 * in the answer beside the rows that were written; no answer is held in memory whole.
 */
@NullMarked
package dev.halcyon.server.azure.query;

import org.jspecify.annotations.NullMarked;
