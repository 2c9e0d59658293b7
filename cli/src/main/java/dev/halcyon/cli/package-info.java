/**
 * The {@code halcyon} command: words of a person enter, lines on a terminal and an exit code leave.
 *
 * <p>{@link dev.halcyon.cli.Main} reads the arguments; each subcommand is one class that turns options into one call:
 * {@link dev.halcyon.cli.ServeCommand} starts a server, {@link dev.halcyon.cli.QueryCommand} asks one; commands with
 * words of their own are a {@link dev.halcyon.cli.CommandGroup}. {@link dev.halcyon.cli.Target} is the workspace that
 * was meant, {@link dev.halcyon.cli.CredentialOptions} who asks it.
 * {@link dev.halcyon.cli.TutorialCommand} runs the steps in {@code tutorial}. {@code client} speaks to a server over
 * HTTP only, also to one in this process; {@code output} writes answers; {@code terminal} knows about width and colour.
 *
 * <p>What holds: whatever goes wrong through the user's input ends in one line that says what to do, and
 * {@link dev.halcyon.cli.ExitCode#USER}; a stack trace is printed for defects only. Nothing escapes from the data of a
 * workspace into the terminal's control sequences. Next: {@code tutorial}, the road from rows to a report.
 */
@NullMarked
package dev.halcyon.cli;

import org.jspecify.annotations.NullMarked;
