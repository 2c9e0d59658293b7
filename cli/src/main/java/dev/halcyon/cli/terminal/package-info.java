/**
 * What is known about the place the output goes to.
 *
 * <p>{@link dev.halcyon.cli.terminal.Terminal} holds the streams, the width and whether colour is wanted;
 * {@link dev.halcyon.cli.terminal.DisplayText} measures and cuts text as a terminal shows it and takes the control
 * characters out; {@link dev.halcyon.cli.terminal.TextTable} aligns columns within a width. Next: {@code output}.
 */
@NullMarked
package dev.halcyon.cli.terminal;

import org.jspecify.annotations.NullMarked;
