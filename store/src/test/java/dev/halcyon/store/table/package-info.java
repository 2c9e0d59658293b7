/** Tests of tables and their schemas. */
@NullMarked
package dev.halcyon.store.table;

import org.jspecify.annotations.NullMarked;
