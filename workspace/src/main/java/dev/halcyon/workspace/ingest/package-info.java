/**
 * The road of rows: a body of JSON enters {@link dev.halcyon.workspace.ingest.IngestionService#ingest}, is read row by
 * row against the stream's columns, passes the rule's transformation in the engine, is fitted to the table's columns
 * and stored. What holds: all rows of a body or none, but
 * for those that the transformation leaves out or fails on; a row is never lost because one value does not convert (I-4);
 * memory for a body is taken from the {@link dev.halcyon.workspace.ingest.BodyBudget} before it is read.
 */
@NullMarked
package dev.halcyon.workspace.ingest;

import org.jspecify.annotations.NullMarked;
