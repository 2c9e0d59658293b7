package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S1ChordAngle;
import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Polygon;
import com.uber.h3core.util.LatLng;
import dev.halcyon.engine.runtime.QueryFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cells of one level that cover a shape. */
public final class Coverings {

    private static final int MOST_S2_CELLS = 65_536;
    private static final int MOST_H3_CELLS = 61_680;
    private static final int FINEST_H3 = 15;

    /** H3 looks at every cell of a bounding box; beyond this many it takes too much memory. */
    private static final double MOST_H3_CANDIDATES = 4_000_000;

    private static final double H3_BASE_CELLS = 122;

    /** Of a polygon that is grown before it is covered. */
    private static final double TOLERANCE = 10;

    private final int level;
    private final S1ChordAngle radius;
    private final @Nullable S2Polygon area;
    private final List<S2CellId> cells = new ArrayList<>();

    private Coverings(int level, double radius, @Nullable S2Polygon area) {
        this.level = level;
        this.radius = S1ChordAngle.fromS1Angle(S1Angle.radians(Math.min(Math.PI, radius / Earth.RADIUS)));
        this.area = area;
    }

    /** The S2 cells within a radius of a line. */
    public static @Nullable String s2OfLine(String json, long level, double radius) {
        LineShape shape = ShapeReader.line(json);
        return shape == null ? null : s2(shape.edges(), null, level, radius);
    }

    /** The S2 cells within a radius of a polygon. */
    public static @Nullable String s2OfPolygon(String json, long level, double radius) {
        PolygonShape shape = ShapeReader.polygon(json);
        return shape == null ? null : s2(shape.edges(), shape.polygon(), level, radius);
    }

    private static @Nullable String s2(List<S2Edge> edges, @Nullable S2Polygon area, long level, double radius) {
        if (level < 0 || level > S2Cells.FINEST || !(radius >= 0) || Double.isInfinite(radius)) {
            return null;
        }
        Coverings covering = new Coverings((int) level, radius, area);
        for (S2CellId face : S2CellId.FACE_CELLS) {
            if (!covering.add(face, edges)) {
                return null;
            }
        }
        return S2Cells.tokens(covering.cells);
    }

    /** Goes down where the shape is; false when there are too many cells. */
    private boolean add(S2CellId id, List<S2Edge> candidates) {
        S2Cell cell = new S2Cell(id);
        List<S2Edge> near = new ArrayList<>();
        for (S2Edge edge : candidates) {
            if (cell.getDistanceToEdge(edge.getStart(), edge.getEnd()).compareTo(radius) <= 0) {
                near.add(edge);
            }
        }
        boolean inside = near.isEmpty() && area != null && area.contains(cell.getCenter());
        if (near.isEmpty() && !inside) {
            return true;
        }
        if (inside && level - id.level() > 8) {
            return false;
        }
        if (id.level() == level) {
            cells.add(id);
            return cells.size() <= MOST_S2_CELLS;
        }
        for (S2CellId child : id.children()) {
            if (!add(child, near)) {
                return false;
            }
        }
        return true;
    }

    /** The H3 cells whose centres are in a polygon, after it has grown by a radius; its edges are straight on the map. */
    public static @Nullable String h3OfPolygon(String json, long resolution, double radius) {
        PolygonShape shape = ShapeReader.polygon(json);
        if (shape == null || resolution < 0 || resolution > FINEST_H3 || !(radius >= 0) || Double.isInfinite(radius)) {
            return null;
        }
        List<List<List<LatLng>>> polygons = new ArrayList<>();
        if (radius == 0) {
            for (List<List<S2LatLng>> rings : shape.parts()) {
                polygons.add(rings.stream().map(Coverings::open).toList());
            }
        } else {
            S2Polygon grown = Buffers.grown(shape.polygon(), radius, Math.max(TOLERANCE, radius * 1e-6));
            if (grown == null) {
                return null;
            }
            polygons.addAll(rings(grown));
        }
        Set<Long> cells = new LinkedHashSet<>();
        for (List<List<LatLng>> rings : polygons) {
            if (!addH3(rings, (int) resolution, cells)) {
                return null;
            }
        }
        return H3Cells.array(List.copyOf(cells)).write();
    }

    private static boolean addH3(List<List<LatLng>> rings, int resolution, Set<Long> cells) {
        double cellArea = 4 * Math.PI / (2 + (H3_BASE_CELLS - 2) * Math.pow(7, resolution));
        List<LatLng> shell = rings.getFirst();
        if (boundingArea(shell) / cellArea > MOST_H3_CANDIDATES) {
            if (ringArea(shell) / cellArea > 4.0 * MOST_H3_CELLS) {
                return false;
            }
            throw new QueryFailure("geo_polygon_to_h3cells() is not supported for a polygon that is thin and long at"
                    + " resolution %d; choose a coarser one".formatted(resolution));
        }
        cells.addAll(H3Cells.library().polygonToCells(shell, rings.subList(1, rings.size()), resolution));
        return cells.size() <= MOST_H3_CELLS;
    }

    /** The area of a bounding box in steradians, or nearly that. */
    private static double boundingArea(List<LatLng> ring) {
        double south = ring.stream().mapToDouble(vertex -> vertex.lat).min().orElse(0);
        double north = ring.stream().mapToDouble(vertex -> vertex.lat).max().orElse(0);
        double west = ring.stream().mapToDouble(vertex -> vertex.lng).min().orElse(0);
        double east = ring.stream().mapToDouble(vertex -> vertex.lng).max().orElse(0);
        double width = east - west > 180 ? 360 - (east - west) : east - west;
        return (Math.sin(Math.toRadians(north)) - Math.sin(Math.toRadians(south))) * Math.toRadians(width);
    }

    private static double ringArea(List<LatLng> ring) {
        S2Loop loop = new S2Loop(
                ring.stream().map(vertex -> Earth.point(vertex.lng, vertex.lat)).toList());
        loop.normalize();
        return loop.getArea();
    }

    private static List<LatLng> open(List<S2LatLng> ring) {
        return ring.subList(0, ring.size() - 1).stream().map(Coverings::place).toList();
    }

    private static List<List<List<LatLng>>> rings(S2Polygon polygon) {
        List<List<List<LatLng>>> polygons = new ArrayList<>();
        for (int index = 0; index < polygon.numLoops(); index++) {
            S2Loop loop = polygon.loop(index);
            List<LatLng> ring = loop.orientedVertices().stream()
                    .map(S2LatLng::new)
                    .map(Coverings::place)
                    .toList();
            if (loop.isHole()) {
                polygons.getLast().add(ring);
            } else {
                polygons.add(new ArrayList<>(List.of(ring)));
            }
        }
        return polygons;
    }

    private static LatLng place(S2LatLng position) {
        return new LatLng(position.latDegrees(), position.lngDegrees());
    }
}
