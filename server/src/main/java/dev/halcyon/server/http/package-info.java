/**
 * What the protocols share: requests and answers, routes, bodies within bounds, keys, errors.
 *
 * <p>A request of the HTTP server enters {@link dev.halcyon.server.http.Router}, becomes an
 * {@link dev.halcyon.server.http.Exchange} and reaches the {@link dev.halcyon.server.http.Handler} of its route; what the
 * handler throws becomes an error body here. {@link dev.halcyon.server.http.WatchedConnections} tell a handler when its
 * client goes. What holds: every non-2xx body is JSON with {@code error.code} and
 * {@code error.message}; no answer shows a stack trace; secrets never reach the log.
 */
@NullMarked
package dev.halcyon.server.http;

import org.jspecify.annotations.NullMarked;
