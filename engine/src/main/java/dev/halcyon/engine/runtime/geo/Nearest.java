package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import java.util.List;

/**
 * The edge nearest to a point.
 *
 * @param index its place among the edges
 * @param edge the edge
 * @param distance how far it is
 */
record Nearest(int index, S2Edge edge, S1Angle distance) {

    /** The first of those that are nearest; there must be an edge. */
    static Nearest edge(S2Point point, List<S2Edge> edges) {
        int best = -1;
        S1Angle least = S1Angle.INFINITY;
        for (int index = 0; index < edges.size(); index++) {
            S2Edge edge = edges.get(index);
            S1Angle distance = S2EdgeUtil.getDistance(point, edge.getStart(), edge.getEnd());
            if (distance.lessThan(least)) {
                best = index;
                least = distance;
            }
        }
        return new Nearest(best, edges.get(best), least);
    }

    /** The point of the edge that is nearest. */
    S2Point point(S2Point to) {
        return S2EdgeUtil.getClosestPoint(to, edge.getStart(), edge.getEnd());
    }
}
