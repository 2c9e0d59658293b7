/** Tests of the protocols over real HTTP. */
@NullMarked
package dev.halcyon.server;

import org.jspecify.annotations.NullMarked;
