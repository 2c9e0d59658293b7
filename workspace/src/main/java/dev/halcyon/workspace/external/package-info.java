/**
 * Files as tables. A path enters {@link dev.halcyon.workspace.external.TableFiles}, the engine looks into the file, and a
 * source with typed columns leaves, which the binder reads like a table.
 *
 * <p>{@link dev.halcyon.workspace.external.FileTables} are the files that the user of one process named;
 * {@link dev.halcyon.workspace.external.ExternalTables} are the files of the
 * {@link dev.halcyon.workspace.external.ExternalFolders} that the operator of a server allowed. What holds: a file counts by its real path, and nothing outside is read.
 */
@NullMarked
package dev.halcyon.workspace.external;

import org.jspecify.annotations.NullMarked;
