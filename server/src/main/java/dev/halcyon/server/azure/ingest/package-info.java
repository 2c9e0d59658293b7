/**
 * The Logs Ingestion API.
 *
 * <p>A body of rows enters {@link dev.halcyon.server.azure.ingest.IngestRoutes}; 204 leaves, and only when the rows are
 * durable (I-1).
 */
@NullMarked
package dev.halcyon.server.azure.ingest;

import org.jspecify.annotations.NullMarked;
