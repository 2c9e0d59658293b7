/** Tests of the server's certificate. */
@NullMarked
package dev.halcyon.server.tls;

import org.jspecify.annotations.NullMarked;
