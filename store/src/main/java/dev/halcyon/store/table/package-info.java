/**
 * What a table is: its definition, the standard columns that every table has, the built-in tables of Azure Monitor Logs,
 * and the rules for names.
 *
 * <p>A {@link dev.halcyon.store.table.TableDefinition} holds what its owner declared;
 * {@link dev.halcyon.store.table.StandardColumns} makes the queryable {@link dev.halcyon.kql.type.TableSchema} of it;
 * {@link dev.halcyon.store.table.CatalogSnapshot} is the set of all of them at one moment. All values are immutable.
 */
@NullMarked
package dev.halcyon.store.table;

import org.jspecify.annotations.NullMarked;
