package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2;
import com.google.common.geometry.S2Error;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import com.google.common.geometry.S2Predicates;
import dev.halcyon.engine.runtime.QueryFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Areas within a radius of a shape. Round parts become regular: their vertices lie on the ideal border, their edges at
 * most a tolerance inside of it.
 */
public final class Buffers {

    /** A circle has at least three vertices. */
    private static final double WIDEST_STEP = 2 * Math.PI / 3 + 1e-15;

    private static final double ROUNDING = 1e-15;
    private static final double SMALLEST_FRACTION = 1e-6;

    /** Of a tolerance that is larger than the radius; from a half on nothing changes. */
    private static final double LARGEST_FRACTION = 0.999;

    private static final int MOST_VERTICES = 200_000;

    private final double radius;
    private final double vertexStep;
    private final double edgeStep;
    private int vertices;

    private Buffers(double radiusMetres, double toleranceMetres) {
        this.radius = radiusMetres / Earth.RADIUS;
        // The reference keeps this fraction in single precision: its recorded vertices lie where they do only with
        // that.
        double fraction = Math.min(LARGEST_FRACTION, (float) (toleranceMetres / radiusMetres));
        double error = fraction * radius;
        this.vertexStep = step(radius, error);
        this.edgeStep = step(Math.PI / 2 - radius, error);
    }

    private static @Nullable Buffers of(double radius, double tolerance) {
        if (!(radius > 0) || Double.isInfinite(radius) || !(tolerance >= SMALLEST_FRACTION * radius)) {
            return null;
        }
        if (radius * 2 >= Earth.HALF_CIRCUMFERENCE) {
            throw new QueryFailure("A buffer with a radius of a quarter of the earth's circumference or more is not"
                    + " supported; use geo_distance_2points() or its likes");
        }
        return new Buffers(radius, tolerance);
    }

    /** Around a point. */
    public static @Nullable String ofPoint(double longitude, double latitude, double radius, double tolerance) {
        Buffers buffer = of(radius, tolerance);
        if (buffer == null || !Earth.isCoordinate(longitude, latitude)) {
            return null;
        }
        return GeoJson.polygonText(new S2Polygon(buffer.circle(Earth.point(longitude, latitude))));
    }

    /** Around lines. */
    public static @Nullable String ofLine(String json, double radius, double tolerance) {
        LineShape shape = ShapeReader.line(json);
        if (shape == null) {
            return null;
        }
        Buffers buffer = of(radius, tolerance);
        return buffer == null ? null : GeoJson.polygonText(buffer.around(shape.lines()));
    }

    /** A polygon and what is around it. */
    public static @Nullable String ofPolygon(String json, double radius, double tolerance) {
        PolygonShape shape = ShapeReader.polygon(json);
        S2Polygon grown = shape == null ? null : grown(shape.polygon(), radius, tolerance);
        return grown == null ? null : GeoJson.polygonText(grown);
    }

    /** A polygon that has grown by a radius; null when there is no such radius. */
    static @Nullable S2Polygon grown(S2Polygon polygon, double radius, double tolerance) {
        Buffers buffer = of(radius, tolerance);
        return buffer == null ? null : buffer.around(polygon);
    }

    /** How far apart the vertices of a circle may be, as seen from its centre. */
    private static double step(double radius, double error) {
        double least = radius - error;
        double step = least <= 0 ? Math.PI : 2 * Math.acos(Math.tan(least) / Math.tan(radius));
        return Math.min(WIDEST_STEP, step);
    }

    private S2Loop circle(S2Point centre) {
        double step = 2 * Math.PI / Math.ceil(2 * Math.PI / vertexStep) + ROUNDING;
        S2Point start = S2.ortho(centre);
        S2Point side = centre.crossProd(start).normalize();
        List<S2Point> ring = new ArrayList<>();
        for (double angle = 0; angle < 2 * Math.PI - ROUNDING * 100; angle += step) {
            ring.add(onRay(centre, onRay(start, side, angle), radius));
            count(1);
        }
        return new S2Loop(ring);
    }

    private S2Polygon around(List<List<S2Point>> lines) {
        List<S2Polygon> pieces = new ArrayList<>();
        for (List<S2Point> line : lines) {
            List<S2Point> thereAndBack = new ArrayList<>(line);
            thereAndBack.addAll(line.subList(1, line.size() - 1).reversed());
            addLoop(thereAndBack, pieces);
        }
        return Overlay.union(pieces);
    }

    private S2Polygon around(S2Polygon polygon) {
        List<S2Polygon> pieces = new ArrayList<>();
        pieces.add(polygon);
        for (S2Loop loop : polygon.getLoops()) {
            addLoop(loop.orientedVertices(), pieces);
        }
        return Overlay.union(pieces);
    }

    /** What lies on the right of a loop: in one piece if its border does not cross itself, else in strips. */
    private void addLoop(List<S2Point> loop, List<S2Polygon> pieces) {
        List<Integer> concave = new ArrayList<>();
        for (int index = 0; index < loop.size(); index++) {
            if (!isConvex(at(loop, index - 1), loop.get(index), at(loop, index + 1))) {
                concave.add(index);
            }
        }
        if (concave.isEmpty()) {
            Optional<S2Polygon> whole = simple(border(loop, 0, loop.size()));
            if (whole.isPresent()) {
                pieces.add(whole.get());
                return;
            }
            concave.add(0);
        }
        for (int index = 0; index < concave.size(); index++) {
            int from = concave.get(index);
            int to = index + 1 < concave.size() ? concave.get(index + 1) : concave.getFirst() + loop.size();
            addStrip(loop, from, to, pieces);
        }
    }

    /** The strip along some edges and the sectors between them; in halves where it would cross itself. */
    private void addStrip(List<S2Point> loop, int from, int to, List<S2Polygon> pieces) {
        List<S2Point> ring = border(loop, from, to);
        for (int index = to; index >= from; index--) {
            ring.add(at(loop, index));
        }
        Optional<S2Polygon> strip = simple(ring);
        if (strip.isPresent()) {
            pieces.add(strip.get());
        } else if (to - from > 1) {
            int middle = (from + to) / 2;
            addStrip(loop, from, middle, pieces);
            addStrip(loop, middle, to, pieces);
        } else {
            throw new QueryFailure("A buffer cannot be computed around an edge that is too short or too long for it");
        }
    }

    private static Optional<S2Polygon> simple(List<S2Point> points) {
        List<S2Point> ring = withoutRepetition(points);
        if (ring.size() < 3 || !S2Loop.isValid(ring)) {
            return Optional.empty();
        }
        S2Loop loop = new S2Loop(ring);
        return (loop.findValidationError(new S2Error()) || !loop.isNormalized())
                ? Optional.empty()
                : Optional.of(new S2Polygon(loop));
    }

    /** The outer border along the edges from one vertex to another, with the sector at the end of each. */
    private List<S2Point> border(List<S2Point> loop, int from, int to) {
        List<S2Point> border = new ArrayList<>();
        for (int index = from; index < to; index++) {
            S2Point start = at(loop, index);
            S2Point end = at(loop, index + 1);
            S2Point axis = axis(start, end);
            addArc(border, start, axis, end);
            addSector(border, end, axis, start, at(loop, index + 2));
        }
        count(border.size());
        return border;
    }

    private static S2Point at(List<S2Point> loop, int index) {
        return loop.get(Math.floorMod(index, loop.size()));
    }

    private static boolean isConvex(S2Point before, S2Point vertex, S2Point after) {
        return S2Predicates.sign(before, vertex, after) >= 0;
    }

    /** What an edge offers to the border, without its end. */
    private void addArc(List<S2Point> piece, S2Point from, S2Point axis, S2Point to) {
        S2Point along = from.crossProd(axis).normalize();
        double span = from.angle(to);
        double angle = 0;
        do {
            piece.add(onRay(onRay(from, along, angle), axis, radius));
            angle += edgeStep;
        } while (angle < span);
    }

    /** A left turn leaves a gap between two strips. */
    private void addSector(List<S2Point> piece, S2Point centre, S2Point axis, S2Point from, S2Point next) {
        if (!isConvex(from, centre, next)) {
            piece.add(onRay(centre, axis, radius));
            return;
        }
        S2Point end = axis(centre, next);
        S2Point turned = centre.crossProd(axis).normalize();
        double span = axis.angle(end);
        double angle = 0;
        do {
            piece.add(onRay(centre, onRay(axis, turned, angle), radius));
            angle += vertexStep;
        } while (angle < span);
        piece.add(onRay(centre, end, radius));
    }

    private static List<S2Point> withoutRepetition(List<S2Point> ring) {
        List<S2Point> distinct = new ArrayList<>();
        for (S2Point point : ring) {
            if (distinct.isEmpty()
                    || (distinct.getLast().angle(point) > ROUNDING
                            && distinct.getFirst().angle(point) > ROUNDING)) {
                distinct.add(point);
            }
        }
        return distinct;
    }

    /** Points to the right of an edge. */
    private static S2Point axis(S2Point from, S2Point to) {
        return S2.robustCrossProd(to, from).normalize();
    }

    private static S2Point onRay(S2Point origin, S2Point direction, double angle) {
        return origin.mul(Math.cos(angle)).add(direction.mul(Math.sin(angle))).normalize();
    }

    private void count(int more) {
        vertices += more;
        if (vertices > MOST_VERTICES) {
            throw new QueryFailure("A buffer needs more than %d vertices; simplify the shape or raise the tolerance"
                    .formatted(MOST_VERTICES));
        }
    }
}
