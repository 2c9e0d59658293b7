/**
 * Functions over lists of numbers, through the database's C interface: JDBC takes no lists.
 *
 * <p>{@link dev.halcyon.engine.duckdb.list.ListFunctionRegistration} makes every
 * {@link dev.halcyon.engine.runtime.ListFunction} callable from SQL; {@code CInterface} holds the C functions it needs, of
 * the library that the driver has loaded; {@code InputVector} and {@code OutputVector} copy whole arrays between the
 * database's memory and Java's. What holds: nothing thrown in Java leaves a call from the database, which could not take
 * it; it becomes the error of the statement.
 */
@NullMarked
package dev.halcyon.engine.duckdb.list;

import org.jspecify.annotations.NullMarked;
