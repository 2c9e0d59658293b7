/**
 * The Logs Query API.
 *
 * <p>A request with KQL text enters {@link dev.halcyon.server.azure.query.QueryRoutes}, tables of rows leave as JSON, written while
 * the engine still runs. What holds
 */
@NullMarked
package dev.halcyon.server.azure.query;

import org.jspecify.annotations.NullMarked;
