/** Tests of the clients. */
@NullMarked
package dev.halcyon.cli.client;

import org.jspecify.annotations.NullMarked;
