/**
 * Halcyon's HTTP interface as its clients see it: KQL text and rows enter, tables and refusals leave.
 *
 * <p>{@link dev.halcyon.cli.client.QueryClient} asks {@code POST /v1/workspaces/{id}/query},
 * {@link dev.halcyon.cli.client.OwnerClient} makes tables and rules and uploads rows,
 * {@link dev.halcyon.cli.client.FunctionClient} keeps saved functions; all go through
 * {@link dev.halcyon.cli.client.HttpExchange}, which presents the {@link dev.halcyon.cli.client.Credential}. What holds: every answer that is not a success becomes a
 * {@link dev.halcyon.cli.client.ServiceException} with the innermost code, message and position of the error body.
 * Nothing here knows whether the server runs in this process. Next: {@code output} and {@code tutorial}.
 */
@NullMarked
package dev.halcyon.cli.client;

import org.jspecify.annotations.NullMarked;
