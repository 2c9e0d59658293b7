/** The type system: scalar types and their ranges, columns and schemas of tables (R13 to R15 of the language rules). */
@NullMarked
package dev.halcyon.kql.type;

import org.jspecify.annotations.NullMarked;
