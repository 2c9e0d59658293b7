/** Tests of binding. */
@NullMarked
package dev.halcyon.kql.bind;

import org.jspecify.annotations.NullMarked;
