/**
 * Transport security: where the server's certificate comes from and how it stays valid.
 *
 * <p>{@link dev.halcyon.server.tls.TlsFolder} keeps an authority and a server certificate in the folder {@code tls} of
 * the data folder, or reads the certificate of the user. {@link dev.halcyon.server.tls.ServingCertificate} is what
 * connections are answered with; it changes while the server runs when the certificate is renewed. What holds: private
 * keys are readable by the owner of the folder only, and never leave it.
 */
@NullMarked
package dev.halcyon.server.tls;

import org.jspecify.annotations.NullMarked;
