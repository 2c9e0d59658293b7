/**
 * What is wrong with a request, where, and what to do about it.
 *
 * <p>What enters: findings of the parser ({@code SYN....}) and of the binder ({@code SEM....}) with spans. What leaves:
 * {@link dev.halcyon.kql.diagnostic.KqlException} with all {@link dev.halcyon.kql.diagnostic.Diagnostic}s, which the
 * server turns into the error body of its protocol with line, position and token (R142).
 *
 * <p>What holds: a request either passes completely or fails; nothing is skipped silently.
 *
 * <p>Next package on the road: {@code dev.halcyon.kql.syntax}.
 */
@NullMarked
package dev.halcyon.kql.diagnostic;

import org.jspecify.annotations.NullMarked;
