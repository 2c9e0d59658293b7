/**
 * Functions that take and give whole vectors of rows, through the database's C interface: JDBC takes no lists, and makes
 * an object of every text.
 *
 * <p>{@link dev.halcyon.engine.duckdb.vector.VectorFunctions} makes every {@link dev.halcyon.engine.runtime.ListFunction}
 * and the functions of {@code MemberFunctionCall} callable from SQL, and {@link
 * dev.halcyon.engine.duckdb.vector.TextCodes} for one statement; {@code ScalarFunction} registers one;
 * {@code CInterface} holds the C functions this needs, of the library that the driver has loaded. {@code InputVector} and
 * {@code OutputVector} copy whole arrays between the database's memory and Java's, {@code TextVector} reads texts where
 * they are. What holds: nothing thrown in Java leaves a call from the database, which could not take it; it becomes the
 * error of the statement.
 */
@NullMarked
package dev.halcyon.engine.duckdb.vector;

import org.jspecify.annotations.NullMarked;
