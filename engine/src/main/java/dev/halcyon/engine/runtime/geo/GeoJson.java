package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import dev.halcyon.engine.runtime.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes shapes as GeoJSON. */
final class GeoJson {

    private GeoJson() {}

    static Json point(double longitude, double latitude) {
        return shape("Point", position(longitude, latitude));
    }

    static Json point(S2Point point) {
        return shape("Point", position(point));
    }

    /** A polygon of one ring that need not be closed. */
    static Json polygon(List<S2Point> ring) {
        return shape("Polygon", new Json.Array(List.of(closed(ring))));
    }

    /** A rectangle along the grid. */
    static Json rectangle(double west, double south, double east, double north) {
        List<Json> ring = List.of(
                position(west, south),
                position(east, south),
                position(east, north),
                position(west, north),
                position(west, south));
        return shape("Polygon", new Json.Array(List.of(new Json.Array(ring))));
    }

    static Json closed(List<S2Point> ring) {
        List<Json> positions = new ArrayList<>(ring.size() + 1);
        for (S2Point vertex : ring) {
            positions.add(position(vertex));
        }
        positions.add(positions.getFirst());
        return new Json.Array(positions);
    }

    static Json open(List<S2Point> vertices) {
        return new Json.Array(vertices.stream().map(GeoJson::position).toList());
    }

    static Json position(S2Point point) {
        S2LatLng place = new S2LatLng(point);
        return position(place.lngDegrees(), place.latDegrees());
    }

    static Json position(double longitude, double latitude) {
        return new Json.Array(List.of(Json.of(longitude), Json.of(latitude)));
    }

    static Json shape(String type, Json coordinates) {
        return bag(type, "coordinates", coordinates);
    }

    static Json collection(List<Json> geometries) {
        return bag("GeometryCollection", "geometries", new Json.Array(geometries));
    }

    /** One line or several. */
    static Json lines(List<List<S2Point>> lines) {
        return lines.size() == 1
                ? shape("LineString", open(lines.getFirst()))
                : shape(
                        "MultiLineString",
                        new Json.Array(lines.stream().map(GeoJson::open).toList()));
    }

    /** One point or several. */
    static Json points(List<S2Point> points) {
        return points.size() == 1 ? point(points.getFirst()) : shape("MultiPoint", open(points));
    }

    /** An area that is neither empty nor the whole earth: shells counterclockwise, holes clockwise. */
    static Json area(S2Polygon polygon) {
        List<Json> polygons = new ArrayList<>();
        for (int index = 0; index < polygon.numLoops(); index++) {
            if (!polygon.loop(index).isHole()) {
                polygons.add(rings(polygon, index));
            }
        }
        return polygons.size() == 1
                ? shape("Polygon", polygons.getFirst())
                : shape("MultiPolygon", new Json.Array(polygons));
    }

    /** The text of an area; null for one that has no border. */
    static @Nullable String polygonText(S2Polygon polygon) {
        return (polygon.isEmpty() || polygon.isFull()) ? null : area(polygon).write();
    }

    private static Json rings(S2Polygon polygon, int shell) {
        List<Json> rings = new ArrayList<>();
        rings.add(closed(polygon.loop(shell).orientedVertices()));
        for (int index = shell + 1; index <= polygon.getLastDescendant(shell); index++) {
            if (polygon.getParent(index) == shell) {
                rings.add(closed(polygon.loop(index).orientedVertices()));
            }
        }
        return new Json.Array(rings);
    }

    private static Json bag(String type, String key, Json value) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("type", new Json.Text(type));
        members.put(key, value);
        return new Json.Bag(members);
    }
}
