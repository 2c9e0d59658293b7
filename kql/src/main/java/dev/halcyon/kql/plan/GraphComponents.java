package dev.halcyon.kql.plan;

/**
 * {@code graph-mark-components}: the component of each node. Input 0 holds the nodes, their identifying text first;
 * input 1 the texts of source and target of each edge. The output is the text and the number of the component, in the
 * order of the nodes; components are numbered from 0 as they appear.
 *
 * @param strong whether all nodes of a component must reach each other along the edges; otherwise direction is ignored
 */
public record GraphComponents(boolean strong) implements TableComputation {

    @Override
    public String name() {
        return "graph-mark-components";
    }
}
