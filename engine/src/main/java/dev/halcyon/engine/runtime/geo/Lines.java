package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2;
import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about a line or several, given as GeoJSON. Null for what is no line. */
public final class Lines {

    private Lines() {}

    /** The length in metres; what several lines share counts once. */
    public static @Nullable Double length(String json) {
        LineShape shape = ShapeReader.line(json);
        return shape == null ? null : (Double) (length(own(shape)) * Earth.RADIUS);
    }

    /** The centre of gravity. */
    public static @Nullable String centroid(String json) {
        LineShape shape = ShapeReader.line(json);
        if (shape == null) {
            return null;
        }
        S2Point sum = new S2Point(0, 0, 0);
        for (S2Edge edge : own(shape)) {
            sum = sum.add(S2.trueCentroid(edge.getStart(), edge.getEnd()));
        }
        return sum.norm2() == 0 ? null : GeoJson.point(sum.normalize()).write();
    }

    /** Metres from a point to the nearest of the line's points. */
    public static @Nullable Double distance(double longitude, double latitude, String json) {
        LineShape shape = ShapeReader.line(json);
        if (shape == null || !Earth.isCoordinate(longitude, latitude)) {
            return null;
        }
        S2Point point = Earth.point(longitude, latitude);
        return Earth.metres(Nearest.edge(point, shape.edges()).distance());
    }

    /** The point of the line that is nearest to a point. */
    public static @Nullable String closestPoint(double longitude, double latitude, String json) {
        LineShape shape = ShapeReader.line(json);
        if (shape == null || !Earth.isCoordinate(longitude, latitude)) {
            return null;
        }
        S2Point point = Earth.point(longitude, latitude);
        return GeoJson.point(Nearest.edge(point, shape.edges()).point(point)).write();
    }

    /** The point at a fraction of the length of a single line. */
    public static @Nullable String interpolate(String json, double fraction) {
        LineShape shape = ShapeReader.line(json);
        if (shape == null || !shape.isSingle() || !(fraction >= 0 && fraction <= 1)) {
            return null;
        }
        List<S2Edge> edges = shape.edges();
        double rest = length(edges) * fraction;
        for (S2Edge edge : edges) {
            double length = length(edge);
            if (rest <= length) {
                return GeoJson.point(
                                S2EdgeUtil.interpolateAtDistance(S1Angle.radians(rest), edge.getStart(), edge.getEnd()))
                        .write();
            }
            rest -= length;
        }
        return GeoJson.point(edges.getLast().getEnd()).write();
    }

    /** The fraction of the length of a single line at which it is nearest to a point. */
    public static @Nullable Double locate(String json, double longitude, double latitude) {
        LineShape shape = ShapeReader.line(json);
        if (shape == null || !shape.isSingle() || !Earth.isCoordinate(longitude, latitude)) {
            return null;
        }
        S2Point point = Earth.point(longitude, latitude);
        List<S2Edge> edges = shape.edges();
        Nearest nearest = Nearest.edge(point, edges);
        double before = length(edges.subList(0, nearest.index()));
        double within = nearest.edge().getStart().angle(nearest.point(point));
        return Math.min(1, (before + within) / length(edges));
    }

    /** The lines of an array as one shape, without repeated edges. */
    public static @Nullable String union(String array) {
        List<LineShape> shapes = ShapeReader.lines(array);
        if (shapes == null) {
            return null;
        }
        List<S2Edge> edges = new ArrayList<>();
        shapes.forEach(shape -> edges.addAll(shape.edges()));
        return GeoJson.lines(LineAssembly.lines(edges)).write();
    }

    private static List<S2Edge> own(LineShape shape) {
        return shape.isSingle() ? shape.edges() : LineAssembly.distinct(shape.edges());
    }

    private static double length(List<S2Edge> edges) {
        double sum = 0;
        for (S2Edge edge : edges) {
            sum += length(edge);
        }
        return sum;
    }

    private static double length(S2Edge edge) {
        return edge.getStart().angle(edge.getEnd());
    }
}
