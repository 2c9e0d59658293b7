package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Error;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.engine.runtime.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lines and polygons from GeoJSON. What breaks a rule of the format is no shape: null. */
final class ShapeReader {

    private static final int SMALLEST_RING = 4;

    /** Many rows ask about the same few shapes. */
    private static final ThreadLocal<ShapeCache<Optional<LineShape>>> LINES = ThreadLocal.withInitial(ShapeCache::new);

    private static final ThreadLocal<ShapeCache<Optional<PolygonShape>>> POLYGONS =
            ThreadLocal.withInitial(ShapeCache::new);

    private ShapeReader() {}

    static @Nullable LineShape line(String json) {
        return LINES.get()
                .get(
                        json,
                        text -> Optional.ofNullable(
                                parse(text).map(ShapeReader::line).orElse(null)))
                .orElse(null);
    }

    static @Nullable PolygonShape polygon(String json) {
        return POLYGONS.get()
                .get(
                        json,
                        text -> Optional.ofNullable(
                                parse(text).map(ShapeReader::polygon).orElse(null)))
                .orElse(null);
    }

    /** The lines of an array, null when it holds anything else. */
    static @Nullable List<LineShape> lines(String json) {
        List<LineShape> shapes = new ArrayList<>();
        for (Json element : elements(parse(json).orElse(Json.nothing()))) {
            LineShape shape = line(parsed(element));
            if (shape == null) {
                return null;
            }
            shapes.add(shape);
        }
        return shapes.isEmpty() ? null : shapes;
    }

    /** The polygons of an array, null when it holds anything else. */
    static @Nullable List<PolygonShape> polygons(String json) {
        List<PolygonShape> shapes = new ArrayList<>();
        for (Json element : elements(parse(json).orElse(Json.nothing()))) {
            PolygonShape shape = polygon(parsed(element));
            if (shape == null) {
                return null;
            }
            shapes.add(shape);
        }
        return shapes.isEmpty() ? null : shapes;
    }

    private static Optional<Json> parse(String json) {
        return JsonText.parse(json).map(ShapeReader::parsed);
    }

    /** A shape may also be the text of one. */
    private static Json parsed(Json value) {
        return value instanceof Json.Text text ? JsonText.parse(text.value()).orElse(value) : value;
    }

    private static @Nullable LineShape line(Json value) {
        Json coordinates = coordinates(value);
        List<List<S2LatLng>> parts = new ArrayList<>();
        switch (type(value)) {
            case "LineString" -> parts.add(positions(coordinates));
            case "MultiLineString" -> elements(coordinates).forEach(part -> parts.add(positions(part)));
            default -> {
                return null;
            }
        }
        List<List<S2LatLng>> kept = new ArrayList<>();
        for (List<S2LatLng> part : parts) {
            List<S2LatLng> distinct = withoutRepetition(part);
            if (distinct.size() < 2 || hasAntipodalEdge(distinct)) {
                return null;
            }
            kept.add(distinct);
        }
        return kept.isEmpty() ? null : new LineShape(kept);
    }

    private static @Nullable PolygonShape polygon(Json value) {
        Json coordinates = coordinates(value);
        List<List<List<S2LatLng>>> parts = new ArrayList<>();
        switch (type(value)) {
            case "Polygon" -> parts.add(rings(coordinates));
            case "MultiPolygon" -> elements(coordinates).forEach(part -> parts.add(rings(part)));
            default -> {
                return null;
            }
        }
        List<S2Polygon> polygons = new ArrayList<>();
        for (List<List<S2LatLng>> rings : parts) {
            S2Polygon polygon = polygon(rings);
            if (polygon == null) {
                return null;
            }
            polygons.add(polygon);
        }
        return polygons.isEmpty() ? null : new PolygonShape(parts, Overlay.union(polygons));
    }

    private static @Nullable S2Polygon polygon(List<List<S2LatLng>> rings) {
        if (rings.isEmpty()) {
            return null;
        }
        List<S2Loop> loops = new ArrayList<>();
        for (List<S2LatLng> ring : rings) {
            if (ring.size() < SMALLEST_RING
                    || !ring.getFirst().equals(ring.getLast())
                    || withoutRepetition(ring).size() != ring.size()
                    || hasAntipodalEdge(ring)) {
                return null;
            }
            List<S2Point> vertices = ring.subList(0, ring.size() - 1).stream()
                    .map(S2LatLng::toPoint)
                    .toList();
            if (!S2Loop.isValid(vertices)) {
                return null;
            }
            S2Loop loop = new S2Loop(vertices);
            if (loop.findValidationError(new S2Error())) {
                return null;
            }
            loop.normalize();
            loops.add(loop);
        }
        if (loops.size() == 1) {
            return new S2Polygon(loops.getFirst());
        }
        S2Loop shell = loops.getFirst();
        S2Polygon polygon = new S2Polygon(new ArrayList<>(loops));
        if (polygon.findValidationError(new S2Error())) {
            return null;
        }
        for (int index = 0; index < polygon.numLoops(); index++) {
            S2Loop loop = polygon.loop(index);
            if (loop.depth() > 1 || (loop.depth() == 0 && !loop.vertices().equals(shell.vertices()))) {
                return null;
            }
        }
        return polygon;
    }

    private static String type(Json value) {
        return value instanceof Json.Bag bag && bag.members().get("type") instanceof Json.Text text ? text.value() : "";
    }

    private static Json coordinates(Json value) {
        Json coordinates = value instanceof Json.Bag bag ? bag.members().get("coordinates") : null;
        return coordinates == null ? Json.nothing() : coordinates;
    }

    private static List<Json> elements(Json value) {
        return value instanceof Json.Array array ? array.elements() : List.of();
    }

    private static List<List<S2LatLng>> rings(Json value) {
        return elements(value).stream().map(ShapeReader::positions).toList();
    }

    /** The positions of an array; none when one of them is no position. */
    private static List<S2LatLng> positions(Json value) {
        List<S2LatLng> positions = new ArrayList<>();
        for (Json element : elements(value)) {
            List<Json> numbers = elements(element);
            if (numbers.size() < 2
                    || !(numbers.get(0) instanceof Json.Numeric longitude)
                    || !(numbers.get(1) instanceof Json.Numeric latitude)
                    || !Earth.isCoordinate(longitude.real(), latitude.real())) {
                return List.of();
            }
            positions.add(S2LatLng.fromDegrees(latitude.real(), longitude.real()));
        }
        return positions;
    }

    private static List<S2LatLng> withoutRepetition(List<S2LatLng> positions) {
        List<S2LatLng> distinct = new ArrayList<>();
        for (S2LatLng position : positions) {
            if (distinct.isEmpty() || !distinct.getLast().toPoint().equalsPoint(position.toPoint())) {
                distinct.add(position);
            }
        }
        return distinct;
    }

    private static boolean hasAntipodalEdge(List<S2LatLng> positions) {
        for (int index = 1; index < positions.size(); index++) {
            S2Point from = positions.get(index - 1).toPoint();
            if (from.equalsPoint(positions.get(index).toPoint().neg())) {
                return true;
            }
        }
        return false;
    }
}
