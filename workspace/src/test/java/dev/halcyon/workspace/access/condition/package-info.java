/** Conditions as they are written, good and bad, and the rows that they let through. */
@NullMarked
package dev.halcyon.workspace.access.condition;

import org.jspecify.annotations.NullMarked;
