package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2EdgeQuery;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Shape;
import com.google.common.geometry.S2ShapeIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Edges among which those near another edge are found quickly. */
final class EdgeIndex {

    /** Fewer are simply tried one by one. */
    private static final int SMALL = 24;

    private final List<S2Edge> edges;
    private final Set<S2Point> vertices = new HashSet<>();
    private final S2ShapeIndex index = new S2ShapeIndex();
    private final S2Shape shape;

    EdgeIndex(List<S2Edge> edges) {
        this.edges = edges;
        this.shape = new EdgeShape(edges);
        if (edges.size() > SMALL) {
            index.add(shape);
        }
        for (S2Edge edge : edges) {
            vertices.add(edge.getStart());
            vertices.add(edge.getEnd());
        }
    }

    static S2Edge reversed(S2Edge edge) {
        S2Point first = edge.getEnd();
        S2Point last = edge.getStart();
        return new S2Edge(first, last);
    }

    boolean hasVertex(S2Point point) {
        return vertices.contains(point);
    }

    Set<S2Point> vertices() {
        return vertices;
    }

    /** Visits every edge that may cross or touch the given one, and perhaps some that do not. */
    void visitNear(S2Edge edge, Consumer<S2Edge> visitor) {
        if (edges.size() <= SMALL) {
            edges.forEach(visitor);
            return;
        }
        S2EdgeQuery.Edges found = new S2EdgeQuery(index).getCandidates(edge.getStart(), edge.getEnd(), shape);
        while (!found.isEmpty()) {
            visitor.accept(edges.get(found.nextEdge()));
        }
    }

    /** Single edges as a shape of one dimension. */
    private record EdgeShape(List<S2Edge> edges) implements S2Shape {

        @Override
        public int numEdges() {
            return edges.size();
        }

        @Override
        public void getEdge(int edge, MutableEdge result) {
            result.set(edges.get(edge).getStart(), edges.get(edge).getEnd());
        }

        @Override
        public boolean hasInterior() {
            return false;
        }

        @Override
        public boolean containsOrigin() {
            return false;
        }

        @Override
        public int numChains() {
            return edges.size();
        }

        @Override
        public int getChainStart(int chain) {
            return chain;
        }

        @Override
        public int getChainLength(int chain) {
            return 1;
        }

        @Override
        public void getChainEdge(int chain, int offset, MutableEdge result) {
            getEdge(chain + offset, result);
        }

        @Override
        public S2Point getChainVertex(int chain, int vertex) {
            return vertex == 0 ? edges.get(chain).getStart() : edges.get(chain).getEnd();
        }

        @Override
        public int dimension() {
            return 1;
        }
    }
}
