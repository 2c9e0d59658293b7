package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.List;

/**
 * One or more lines of two vertices or more, neighbours different.
 *
 * @param parts the lines
 */
record LineShape(List<List<S2LatLng>> parts) {
    LineShape {
        parts = List.copyOf(parts);
    }

    boolean isSingle() {
        return parts.size() == 1;
    }

    /** The lines as points. */
    List<List<S2Point>> lines() {
        return parts.stream()
                .map(part -> part.stream().map(S2LatLng::toPoint).toList())
                .toList();
    }

    List<S2Edge> edges() {
        List<S2Edge> edges = new ArrayList<>();
        for (List<S2Point> line : lines()) {
            for (int index = 1; index < line.size(); index++) {
                edges.add(new S2Edge(line.get(index - 1), line.get(index)));
            }
        }
        return edges;
    }
}
