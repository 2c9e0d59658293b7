/** Tests of what a workspace tells of itself. */
@NullMarked
package dev.halcyon.workspace.usage;

import org.jspecify.annotations.NullMarked;
