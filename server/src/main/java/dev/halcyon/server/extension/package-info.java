/**
 * What Halcyon answers beyond Azure's protocols, under {@code /halcyon}.
 *
 * <p>A query enters {@link dev.halcyon.server.extension.ExplainRoutes} in the form in which the Logs Query API takes it
 * and leaves as a description of how it would be run. What holds: the same keys and limits as for queries, and nothing
 * of the machine is told: no folder, no file.
 */
@NullMarked
package dev.halcyon.server.extension;

import org.jspecify.annotations.NullMarked;
