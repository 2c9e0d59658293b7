/** Tests of ingested values. */
@NullMarked
package dev.halcyon.workspace.ingest;

import org.jspecify.annotations.NullMarked;
