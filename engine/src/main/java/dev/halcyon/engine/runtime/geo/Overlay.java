package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Polygon;
import java.util.List;

/** Union and intersection of areas. */
final class Overlay {

    private Overlay() {}

    static S2Polygon union(List<S2Polygon> polygons) {
        return polygons.size() == 1 ? polygons.getFirst() : S2Polygon.union(List.copyOf(polygons));
    }

    static S2Polygon intersection(S2Polygon first, S2Polygon second) {
        S2Polygon result = new S2Polygon();
        result.initToIntersection(first, second);
        return result;
    }
}
