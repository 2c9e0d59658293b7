package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about a polygon or several, given as GeoJSON. Null for what is no polygon. */
public final class Polygons {

    private Polygons() {}

    /** The area in square metres. */
    public static @Nullable Double area(String json) {
        PolygonShape shape = ShapeReader.polygon(json);
        return shape == null ? null : (Double) (shape.polygon().getArea() * Earth.RADIUS * Earth.RADIUS);
    }

    /** The length of all borders in metres. */
    public static @Nullable Double perimeter(String json) {
        PolygonShape shape = ShapeReader.polygon(json);
        if (shape == null) {
            return null;
        }
        double sum = 0;
        for (S2Edge edge : shape.edges()) {
            sum += edge.getStart().angle(edge.getEnd());
        }
        return sum * Earth.RADIUS;
    }

    /** The centre of gravity. */
    public static @Nullable String centroid(String json) {
        PolygonShape shape = ShapeReader.polygon(json);
        if (shape == null) {
            return null;
        }
        S2Point centroid = shape.polygon().getCentroid();
        return centroid.norm2() == 0
                ? null
                : GeoJson.point(centroid.normalize()).write();
    }

    /** True when a point is inside; of areas that share a border exactly one contains its points. */
    public static @Nullable Boolean contains(double longitude, double latitude, String json) {
        PolygonShape shape = ShapeReader.polygon(json);
        if (shape == null || !Earth.isCoordinate(longitude, latitude)) {
            return null;
        }
        return shape.polygon().contains(Earth.point(longitude, latitude));
    }

    /** Metres from a point to the polygon, 0 inside. */
    public static @Nullable Double distance(double longitude, double latitude, String json) {
        PolygonShape shape = ShapeReader.polygon(json);
        if (shape == null || !Earth.isCoordinate(longitude, latitude)) {
            return null;
        }
        S2Point point = Earth.point(longitude, latitude);
        return shape.polygon().contains(point)
                ? 0.0
                : Earth.metres(Nearest.edge(point, shape.edges()).distance());
    }

    /** The point of the polygon that is nearest to a point: the point itself when it is inside. */
    public static @Nullable String closestPoint(double longitude, double latitude, String json) {
        PolygonShape shape = ShapeReader.polygon(json);
        if (shape == null || !Earth.isCoordinate(longitude, latitude)) {
            return null;
        }
        S2Point point = Earth.point(longitude, latitude);
        return shape.polygon().contains(point)
                ? GeoJson.point(longitude, latitude).write()
                : GeoJson.point(Nearest.edge(point, shape.edges()).point(point)).write();
    }

    /** The polygons of an array as one shape. */
    public static @Nullable String union(String array) {
        List<PolygonShape> shapes = ShapeReader.polygons(array);
        return shapes == null
                ? null
                : GeoJson.polygonText(
                        Overlay.union(shapes.stream().map(PolygonShape::polygon).toList()));
    }

    /** True when two areas have a point in common, their borders included. */
    public static @Nullable Boolean intersect(String first, String second) {
        PolygonShape one = ShapeReader.polygon(first);
        PolygonShape other = ShapeReader.polygon(second);
        if (one == null || other == null) {
            return null;
        }
        return one.polygon().intersects(other.polygon()) || shareVertex(one.polygon(), other.polygon());
    }

    private static boolean shareVertex(S2Polygon one, S2Polygon other) {
        EdgeIndex index = new EdgeIndex(PolygonShape.edges(one));
        return PolygonShape.edges(other).stream().anyMatch(edge -> index.hasVertex(edge.getStart()));
    }
}
