package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Polygon;
import java.util.ArrayList;
import java.util.List;

/**
 * One or more polygons.
 *
 * @param parts the closed rings of each, as they were written
 * @param polygon what they cover together
 */
record PolygonShape(List<List<List<S2LatLng>>> parts, S2Polygon polygon) {
    PolygonShape {
        parts = List.copyOf(parts);
    }

    List<S2Edge> edges() {
        return edges(polygon);
    }

    /** The edges of a polygon, its inside on their left. */
    static List<S2Edge> edges(S2Polygon polygon) {
        List<S2Edge> edges = new ArrayList<>();
        for (S2Loop loop : polygon.getLoops()) {
            for (int index = 0; index < loop.numVertices(); index++) {
                edges.add(new S2Edge(loop.orientedVertex(index), loop.orientedVertex(index + 1)));
            }
        }
        return edges;
    }
}
