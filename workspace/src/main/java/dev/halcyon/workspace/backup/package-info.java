/**
 * What leaves a workspace as files: {@link dev.halcyon.workspace.backup.Backups} copies all of it while it serves and
 * makes a workspace of a copy again, {@link dev.halcyon.workspace.backup.ExportService} writes the rows of a query as
 * Parquet, a file for each day.
 *
 * <p>What holds: a file or folder appears under its name when it is whole, and not before.
 */
@NullMarked
package dev.halcyon.workspace.backup;

import org.jspecify.annotations.NullMarked;
