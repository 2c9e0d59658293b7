/**
 * Rows of files on their way into a workspace: {@link dev.halcyon.cli.load.FileRowsReader} reads a file through the
 * engine, {@link dev.halcyon.cli.load.ImportedColumns} says which column of the table each of its columns becomes,
 * {@link dev.halcyon.cli.load.FileImport} sends piece after piece.
 *
 * <p>What holds: the server counts the rows of a file in the transaction that stores them, so an import that was killed
 * is repeated and ends with each row once.
 */
@NullMarked
package dev.halcyon.cli.load;

import org.jspecify.annotations.NullMarked;
