/** Tests of types and their texts. */
@NullMarked
package dev.halcyon.kql.type;

import org.jspecify.annotations.NullMarked;
