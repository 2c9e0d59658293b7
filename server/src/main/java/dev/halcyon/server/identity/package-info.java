/**
 * The token service: issues tokens to applications, verifies them and those of other providers, and serves the documents
 * of OpenID Connect (identity.md).
 *
 * <p>{@link dev.halcyon.server.identity.IdentityRoutes} answers token requests with what
 * {@link dev.halcyon.server.identity.TokenIssuer} signs; {@link dev.halcyon.server.identity.TokenVerifier} reads them
 * back. What holds: a token says who someone is, never what they may do; only the algorithm that an issuer is configured
 * with is accepted; no answer says which part of a secret was wrong.
 */
@NullMarked
package dev.halcyon.server.identity;

import org.jspecify.annotations.NullMarked;
