/** Tests of syntax trees. */
@NullMarked
package dev.halcyon.kql.syntax;

import org.jspecify.annotations.NullMarked;
