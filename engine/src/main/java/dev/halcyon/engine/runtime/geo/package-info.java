/**
 * Geography: points, lines, polygons and cells on a spherical earth whose edges are great circles.
 *
 * <p>{@link dev.halcyon.engine.runtime.geo.GeoJson} reads and writes shapes; the other classes compute one thing each.
 * Everything is a pure function; input that describes no shape gives null, as the language says of it.
 */
@NullMarked
package dev.halcyon.engine.runtime.geo;

import org.jspecify.annotations.NullMarked;
