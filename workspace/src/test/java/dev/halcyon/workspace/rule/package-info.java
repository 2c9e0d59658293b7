/** Tests of rules. */
@NullMarked
package dev.halcyon.workspace.rule;

import org.jspecify.annotations.NullMarked;
