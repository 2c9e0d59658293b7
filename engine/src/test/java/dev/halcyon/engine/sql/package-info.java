/** Tests of the SQL writer. */
@NullMarked
package dev.halcyon.engine.sql;

import org.jspecify.annotations.NullMarked;
