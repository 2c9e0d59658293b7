package dev.halcyon.engine.runtime.graph;

import dev.halcyon.kql.plan.GraphMatch.Direction;
import dev.halcyon.kql.plan.GraphMatch.PatternEdge;

/** The edges that may be walked for one element of a pattern. */
final class Steps {

    /** What is done with an edge and the node it leads to. */
    @FunctionalInterface
    interface Step {
        void take(int edge, int node);
    }

    private final PropertyGraph graph;
    private final PatternEdge element;
    private final boolean along;
    private final boolean against;

    /**
     * @param directed whether the graph's edges lead only from source to target
     * @param fromStart whether the element is walked from its {@code from} to its {@code to}
     */
    Steps(PropertyGraph graph, boolean directed, PatternEdge element, boolean fromStart) {
        this.graph = graph;
        this.element = element;
        boolean either = !directed || element.direction() == Direction.ANY;
        boolean forward = (element.direction() == Direction.FORWARD) == fromStart;
        this.along = either || forward;
        this.against = either || !forward;
    }

    void forEach(int node, Step step) {
        if (along) {
            for (int edge : graph.outgoing(node)) {
                if (mayWalk(edge)) {
                    step.take(edge, graph.target(edge));
                }
            }
        }
        if (against) {
            for (int edge : graph.incoming(node)) {
                // A loop has been walked along already when both ways are open.
                boolean again = along && graph.source(edge) == graph.target(edge);
                if (!again && mayWalk(edge)) {
                    step.take(edge, graph.source(edge));
                }
            }
        }
    }

    private boolean mayWalk(int edge) {
        return element.mask().isEmpty() || graph.edgeIs(edge, element.mask().getAsInt());
    }

    /** Whether a path may go on through a node. */
    boolean mayPass(int node) {
        return element.innerMask().isEmpty()
                || graph.nodeIs(node, element.innerMask().getAsInt());
    }
}
