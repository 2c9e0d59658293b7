package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import dev.halcyon.engine.runtime.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What two shapes have in common, their borders included: areas, the lines along which they only touch, the points at
 * which they only touch.
 */
public final class Intersections {

    /** Parts shorter than this, in radians, are points. */
    private static final double POINT_SIZE = 2e-15;

    private Intersections() {}

    /** True when two lines meet. */
    public static @Nullable Boolean linesMeet(String first, String second) {
        LineShape one = ShapeReader.line(first);
        LineShape other = ShapeReader.line(second);
        return (one == null || other == null) ? null : (Boolean) meet(one.edges(), new EdgeIndex(other.edges()));
    }

    /** True when a line meets a polygon. */
    public static @Nullable Boolean lineMeetsPolygon(String line, String polygon) {
        LineShape one = ShapeReader.line(line);
        PolygonShape other = ShapeReader.polygon(polygon);
        if (one == null || other == null) {
            return null;
        }
        for (List<S2Point> part : one.lines()) {
            if (other.polygon().contains(part.getFirst())) {
                return true;
            }
        }
        return meet(one.edges(), new EdgeIndex(other.edges()));
    }

    private static boolean meet(List<S2Edge> edges, EdgeIndex index) {
        boolean[] met = new boolean[1];
        for (S2Edge edge : edges) {
            index.visitNear(edge, near -> met[0] |= crossing(edge, near) >= 0);
            if (met[0]) {
                return true;
            }
        }
        return false;
    }

    /** What two lines have in common. */
    public static @Nullable String ofLines(String first, String second) {
        LineShape one = ShapeReader.line(first);
        LineShape other = ShapeReader.line(second);
        if (one == null || other == null) {
            return null;
        }
        EdgeIndex index = new EdgeIndex(other.edges());
        Parts parts = new Parts();
        for (S2Edge edge : one.edges()) {
            index.visitNear(edge, near -> {
                if (isSame(edge, near)) {
                    parts.edges.add(edge);
                } else if (crossing(edge, near) > 0) {
                    parts.points.add(crossingPoint(edge, near));
                }
            });
            parts.addIfVertex(edge.getStart(), index);
            parts.addIfVertex(edge.getEnd(), index);
        }
        return parts.write(new S2Polygon());
    }

    /** What a line and a polygon have in common. */
    public static @Nullable String ofLineWithPolygon(String line, String polygon) {
        LineShape one = ShapeReader.line(line);
        PolygonShape other = ShapeReader.polygon(polygon);
        if (one == null || other == null) {
            return null;
        }
        EdgeIndex index = new EdgeIndex(other.edges());
        Parts parts = new Parts();
        for (S2Edge edge : one.edges()) {
            addInside(edge, index, other.polygon(), parts);
            parts.addIfVertex(edge.getStart(), index);
            parts.addIfVertex(edge.getEnd(), index);
        }
        return parts.write(new S2Polygon());
    }

    private static void addInside(S2Edge edge, EdgeIndex index, S2Polygon polygon, Parts parts) {
        boolean[] isBorder = new boolean[1];
        List<S2Point> cuts = new ArrayList<>();
        index.visitNear(edge, near -> {
            isBorder[0] |= isSame(edge, near);
            if (crossing(edge, near) > 0) {
                cuts.add(crossingPoint(edge, near));
            }
        });
        if (isBorder[0]) {
            parts.edges.add(edge);
            return;
        }
        cuts.sort(Comparator.comparingDouble(cut -> edge.getStart().getDistance2(cut)));
        cuts.add(edge.getEnd());
        S2Point from = edge.getStart();
        for (S2Point to : cuts) {
            if (from.angle(to) > POINT_SIZE) {
                if (polygon.contains(S2EdgeUtil.interpolate(0.5, from, to))) {
                    parts.edges.add(new S2Edge(from, to));
                }
                from = to;
            }
        }
    }

    /** What two polygons have in common. */
    public static @Nullable String ofPolygons(String first, String second) {
        PolygonShape one = ShapeReader.polygon(first);
        PolygonShape other = ShapeReader.polygon(second);
        if (one == null || other == null) {
            return null;
        }
        S2Polygon area = Overlay.intersection(one.polygon(), other.polygon());
        Parts parts = new Parts();
        Set<S2Edge> borders = new HashSet<>(other.edges());
        EdgeIndex index = new EdgeIndex(other.edges());
        for (S2Edge edge : one.edges()) {
            if (borders.contains(EdgeIndex.reversed(edge))) {
                parts.edges.add(edge);
            }
            parts.addIfVertex(edge.getStart(), index);
        }
        return parts.write(area);
    }

    /** 1 when two edges cross inside both, 0 when they share a vertex, else −1. */
    private static int crossing(S2Edge one, S2Edge other) {
        return S2EdgeUtil.robustCrossing(one.getStart(), one.getEnd(), other.getStart(), other.getEnd());
    }

    private static S2Point crossingPoint(S2Edge one, S2Edge other) {
        return S2EdgeUtil.getIntersection(one.getStart(), one.getEnd(), other.getStart(), other.getEnd());
    }

    private static boolean isSame(S2Edge one, S2Edge other) {
        return one.equals(other) || one.equals(EdgeIndex.reversed(other));
    }

    /** Points and edges of a result. */
    private static final class Parts {

        private final Set<S2Point> points = new LinkedHashSet<>();
        private final List<S2Edge> edges = new ArrayList<>();

        private void addIfVertex(S2Point point, EdgeIndex index) {
            if (index.hasVertex(point)) {
                points.add(point);
            }
        }

        /** A point of a line or of an area does not count for itself. */
        private String write(S2Polygon area) {
            List<S2Point> taken = new ArrayList<>();
            for (S2Edge edge : edges) {
                taken.add(edge.getStart());
                taken.add(edge.getEnd());
            }
            PolygonShape.edges(area).forEach(edge -> taken.add(edge.getStart()));
            points.removeIf(point -> taken.stream().anyMatch(other -> other.angle(point) <= POINT_SIZE));
            List<Json> shapes = new ArrayList<>();
            if (!points.isEmpty()) {
                shapes.add(GeoJson.points(List.copyOf(points)));
            }
            if (!edges.isEmpty()) {
                shapes.add(GeoJson.lines(LineAssembly.lines(edges)));
            }
            if (!area.isEmpty() && !area.isFull()) {
                shapes.add(GeoJson.area(area));
            }
            return (shapes.size() == 1 ? shapes.getFirst() : GeoJson.collection(shapes)).write();
        }
    }
}
