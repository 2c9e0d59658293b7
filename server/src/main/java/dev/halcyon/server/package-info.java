/**
 * The server: protocols over one workspace.
 *
 * <p>{@link dev.halcyon.server.HalcyonServer#start} opens the data folder and listens. {@code http} is what protocols
 * share, {@code azure} holds Azure's protocols, {@code extension} what no other service has, {@code page} serves the web page, {@code identity}
 * issues and reads tokens, {@code tls} keeps the certificate. What holds: a request is answered
 * within bounds of size and time, and stopping waits for the requests under way before the data are closed.
 */
@NullMarked
package dev.halcyon.server;

import org.jspecify.annotations.NullMarked;
