package dev.halcyon.engine.runtime.graph;

import dev.halcyon.engine.runtime.table.ComputationGuard;
import dev.halcyon.engine.runtime.table.RowSink;
import dev.halcyon.kql.plan.GraphMatch;
import dev.halcyon.kql.plan.GraphMatch.Cycles;
import dev.halcyon.kql.plan.GraphMatch.PatternEdge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * All matches of a pattern by backtracking: the element with the fewest candidates is bound first, then the pattern is
 * walked edge by edge.
 */
final class PatternSearch {

    private final PropertyGraph graph;
    private final GraphMatch pattern;
    private final RowSink output;
    private final ComputationGuard guard;
    private final Match match;
    private final BitSet usedEdges;
    private final BitSet usedNodes;
    private final List<BitSet> candidates = new ArrayList<>();

    PatternSearch(PropertyGraph graph, GraphMatch pattern, RowSink output, ComputationGuard guard) {
        this.graph = graph;
        this.pattern = pattern;
        this.output = output;
        this.guard = guard;
        this.match = new Match(graph, pattern);
        this.usedEdges = new BitSet(graph.edgeCount());
        this.usedNodes = new BitSet(graph.nodeCount());
        pattern.nodes().forEach(node -> candidates.add(candidates(node)));
    }

    void run() {
        BitSet open = new BitSet();
        open.set(0, pattern.edges().size());
        next(open);
    }

    private BitSet candidates(GraphMatch.PatternNode element) {
        BitSet allowed = new BitSet(graph.nodeCount());
        for (int node = 0; node < graph.nodeCount(); node++) {
            allowed.set(
                    node,
                    element.mask().isEmpty()
                            || graph.nodeIs(node, element.mask().getAsInt()));
        }
        return allowed;
    }

    /** Goes on with the edges of the pattern that are still open. */
    private void next(BitSet open) {
        guard.step();
        int edge = reachable(open);
        if (edge >= 0) {
            open.clear(edge);
            walk(edge, open);
            open.set(edge);
            return;
        }
        int element = fewestCandidates();
        if (element < 0) {
            output.add(match.row(pattern.outputs()));
            return;
        }
        BitSet allowed = candidates.get(element);
        for (int node = allowed.nextSetBit(0); node >= 0; node = allowed.nextSetBit(node + 1)) {
            if (enter(element, node)) {
                next(open);
                leave(element, node);
            }
        }
    }

    /** An open edge of which an end is bound, best with both; -1 for none. */
    private int reachable(BitSet open) {
        int found = -1;
        for (int edge = open.nextSetBit(0); edge >= 0; edge = open.nextSetBit(edge + 1)) {
            PatternEdge element = pattern.edges().get(edge);
            boolean from = match.isBound(element.from());
            boolean to = match.isBound(element.to());
            if (from && to) {
                return edge;
            }
            if (from || to) {
                found = found < 0 ? edge : found;
            }
        }
        return found;
    }

    private int fewestCandidates() {
        int best = -1;
        for (int element = 0; element < candidates.size(); element++) {
            if (!match.isBound(element)
                    && (best < 0
                            || candidates.get(element).cardinality()
                                    < candidates.get(best).cardinality())) {
                best = element;
            }
        }
        return best;
    }

    private boolean enter(int element, int node) {
        if (pattern.cycles() == Cycles.NONE && usedNodes.get(node)) {
            return false;
        }
        usedNodes.set(node);
        match.bind(element, node);
        return true;
    }

    private void leave(int element, int node) {
        match.release(element);
        if (!match.holds(node)) {
            usedNodes.clear(node);
        }
    }

    private void walk(int edge, BitSet open) {
        PatternEdge element = pattern.edges().get(edge);
        boolean fromStart = match.isBound(element.from());
        new PathWalk(edge, element, fromStart, open).visit(match.node(fromStart ? element.from() : element.to()), 0);
    }

    /** Walks along one element of the pattern from its bound end. */
    private final class PathWalk {
        private final int position;
        private final PatternEdge element;
        private final boolean fromStart;
        private final Steps steps;
        private final BitSet open;
        private final int[] edges;
        private final int[] nodes;

        PathWalk(int position, PatternEdge element, boolean fromStart, BitSet open) {
            this.position = position;
            this.element = element;
            this.fromStart = fromStart;
            this.steps = new Steps(graph, pattern.directed(), element, fromStart);
            this.open = open;
            this.edges = new int[element.most()];
            this.nodes = new int[element.most()];
        }

        /** At a node after some edges. */
        void visit(int node, int length) {
            guard.step();
            if (length >= element.fewest()) {
                arrive(node, length);
            }
            if (length == element.most() || (length > 0 && !steps.mayPass(node))) {
                return;
            }
            // Without cycles a node inside a path is taken while the path goes on.
            boolean takes = pattern.cycles() == Cycles.NONE && length > 0;
            if (takes && usedNodes.get(node)) {
                return;
            }
            usedNodes.set(node, takes || usedNodes.get(node));
            steps.forEach(node, (edge, next) -> step(edge, next, length));
            usedNodes.set(node, !takes && usedNodes.get(node));
        }

        private void step(int edge, int node, int length) {
            boolean used = usedEdges.get(edge);
            if (used && pattern.cycles() != Cycles.ALL) {
                return;
            }
            usedEdges.set(edge);
            edges[length] = edge;
            nodes[length] = node;
            visit(node, length + 1);
            usedEdges.set(edge, used);
        }

        private void arrive(int node, int length) {
            int end = fromStart ? element.to() : element.from();
            if (match.isBound(end)) {
                boolean repeats = pattern.cycles() == Cycles.NONE && element.from() == element.to() && length > 0;
                if (match.node(end) == node && !repeats) {
                    bindPath(length);
                    next(open);
                }
            } else if (candidates.get(end).get(node) && enter(end, node)) {
                bindPath(length);
                next(open);
                leave(end, node);
            }
        }

        private void bindPath(int length) {
            int[] pathEdges = new int[length];
            int[] inner = new int[Math.max(0, length - 1)];
            for (int index = 0; index < length; index++) {
                pathEdges[fromStart ? index : length - 1 - index] = edges[index];
            }
            for (int index = 0; index < inner.length; index++) {
                inner[fromStart ? index : inner.length - 1 - index] = nodes[index];
            }
            match.path(position, pathEdges, inner);
        }
    }
}
