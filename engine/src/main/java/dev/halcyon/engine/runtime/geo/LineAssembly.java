package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins edges to lines as long as possible, ending where the edges branch. */
final class LineAssembly {

    private final Map<S2Point, List<S2Edge>> outgoing = new LinkedHashMap<>();
    private final Map<S2Point, Integer> incoming = new LinkedHashMap<>();
    private final List<S2Edge> edges;
    private final Set<S2Edge> used = new HashSet<>();

    private LineAssembly(List<S2Edge> edges) {
        this.edges = edges;
        for (S2Edge edge : edges) {
            outgoing.computeIfAbsent(edge.getStart(), start -> new ArrayList<>())
                    .add(edge);
            incoming.merge(edge.getEnd(), 1, Integer::sum);
        }
    }

    static List<List<S2Point>> lines(List<S2Edge> edges) {
        return new LineAssembly(distinct(edges)).assemble();
    }

    /** Each edge once; running the other way it is the same. */
    static List<S2Edge> distinct(List<S2Edge> edges) {
        Set<S2Edge> seen = new HashSet<>();
        List<S2Edge> distinct = new ArrayList<>();
        for (S2Edge edge : edges) {
            if (!seen.contains(EdgeIndex.reversed(edge)) && seen.add(edge)) {
                distinct.add(edge);
            }
        }
        return distinct;
    }

    private List<List<S2Point>> assemble() {
        List<List<S2Point>> lines = new ArrayList<>();
        for (S2Edge edge : edges) {
            if (!isInside(edge.getStart())) {
                lines.add(follow(edge));
            }
        }
        for (S2Edge edge : edges) {
            if (!used.contains(edge)) {
                lines.add(follow(edge));
            }
        }
        return lines;
    }

    private List<S2Point> follow(S2Edge first) {
        List<S2Point> line = new ArrayList<>();
        line.add(first.getStart());
        S2Edge edge = first;
        while (used.add(edge)) {
            line.add(edge.getEnd());
            if (!isInside(edge.getEnd())) {
                break;
            }
            edge = outgoing.getOrDefault(edge.getEnd(), List.of()).getFirst();
        }
        return line;
    }

    private boolean isInside(S2Point vertex) {
        return incoming.getOrDefault(vertex, 0) == 1
                && outgoing.getOrDefault(vertex, List.of()).size() == 1;
    }
}
