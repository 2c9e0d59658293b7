/**
 * Azure's protocols, one package each: {@code query} reads, {@code ingest} writes, {@code manage} defines.
 */
@NullMarked
package dev.halcyon.server.azure;

import org.jspecify.annotations.NullMarked;
