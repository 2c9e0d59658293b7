/** Tests of what queries may read. */
@NullMarked
package dev.halcyon.workspace.query;

import org.jspecify.annotations.NullMarked;
