/** Tests of the texts that the Logs Query API reads. */
@NullMarked
package dev.halcyon.server.azure.query;

import org.jspecify.annotations.NullMarked;
