/**
 * How fast rows come in and go out over HTTP, through a whole server with its storage. Each benchmark checks what was
 * stored or answered before it prints a figure.
 */
@NullMarked
package dev.halcyon.bench.wire;

import org.jspecify.annotations.NullMarked;
