package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Error;
import com.google.common.geometry.S2Polygon;
import com.google.common.geometry.S2PolygonBuilder;
import dev.halcyon.engine.runtime.QueryFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes with fewer vertices, none nearer to another than a tolerance. Null when nothing is left. */
public final class Simplification {

    /** A radius beyond which sites have no surroundings of their own. */
    private static final double LARGEST = Math.toRadians(70);

    private static final int MOST_EDGES = 100_000;

    private Simplification() {}

    /** Lines with fewer vertices. */
    public static @Nullable String ofLine(String json, double tolerance) {
        LineShape shape = ShapeReader.line(json);
        if (shape == null || !isTolerance(tolerance)) {
            return null;
        }
        List<S2Edge> edges = shape.isSingle() ? shape.edges() : LineAssembly.distinct(shape.edges());
        List<S2Edge> simple = simplify(List.of(edges), tolerance).getFirst();
        return simple.isEmpty()
                ? null
                : GeoJson.lines(LineAssembly.lines(simple)).write();
    }

    /** A polygon with fewer vertices. */
    public static @Nullable String ofPolygon(String json, double tolerance) {
        PolygonShape shape = ShapeReader.polygon(json);
        return (shape == null || !isTolerance(tolerance)) ? null : union(simplify(List.of(shape.edges()), tolerance));
    }

    /** The union of the polygons of an array, borders between neighbours simplified once for both. */
    public static @Nullable String ofPolygons(String array, double tolerance) {
        List<PolygonShape> shapes = ShapeReader.polygons(array);
        return (shapes == null || !isTolerance(tolerance))
                ? null
                : union(simplify(shapes.stream().map(PolygonShape::edges).toList(), tolerance));
    }

    private static boolean isTolerance(double tolerance) {
        return tolerance >= 0 && tolerance / Earth.RADIUS <= LARGEST;
    }

    private static List<List<S2Edge>> simplify(List<List<S2Edge>> layers, double tolerance) {
        if (layers.stream().mapToLong(List::size).sum() > MOST_EDGES) {
            throw new QueryFailure("A shape to simplify has more than %d edges".formatted(MOST_EDGES));
        }
        return tolerance == 0 ? layers : ChainSimplifier.simplify(layers, tolerance / Earth.RADIUS);
    }

    private static @Nullable String union(List<List<S2Edge>> layers) {
        List<S2Polygon> polygons = new ArrayList<>();
        for (List<S2Edge> layer : layers) {
            S2PolygonBuilder builder = new S2PolygonBuilder(S2PolygonBuilder.Options.DIRECTED_XOR);
            layer.forEach(edge -> builder.addEdge(edge.getStart(), edge.getEnd()));
            S2Polygon polygon = builder.assemblePolygon();
            if (polygon.findValidationError(new S2Error())) {
                throw new QueryFailure("A polygon crosses itself once it is simplified; choose a smaller tolerance");
            }
            if (!polygon.isEmpty()) {
                polygons.add(polygon);
            }
        }
        return polygons.isEmpty() ? null : GeoJson.polygonText(Overlay.union(polygons));
    }
}
