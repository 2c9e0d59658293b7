/**
 * Figures of the server for Prometheus. Requests, appends and queries enter as counts, {@code GET /metrics} leaves them
 * as text. What holds: label values come from the program or from table names, never from addresses or texts of clients.
 */
@NullMarked
package dev.halcyon.server.metrics;

import org.jspecify.annotations.NullMarked;
