package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.Visualization;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A bound tabular expression.
 *
 * @param relation its plan
 * @param hidden ids of columns that resolve when named but are left out of {@code *} and of results (R136)
 * @param serialized whether the row order means something (R106)
 * @param name the table's or {@code as} name; empty for an unnamed expression
 * @param visualization set by {@code render}
 * @param graph what {@code make-graph} made of the rows; only graph operators can follow then
 * @param open whether it may have more columns than the relation defines, because only the data know them and there is
 *     no {@link DataProbe} to ask; such a plan tells a schema and cannot be run
 */
record Rowset(
        Relation relation,
        Set<Integer> hidden,
        boolean serialized,
        Optional<String> name,
        Optional<Visualization> visualization,
        boolean open,
        Optional<Graph> graph) {
    Rowset {
        Objects.requireNonNull(relation, "relation");
        hidden = Set.copyOf(hidden);
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(visualization, "visualization");
        Objects.requireNonNull(graph, "graph");
    }

    /** A rowset whose columns are all known. */
    Rowset(
            Relation relation,
            Set<Integer> hidden,
            boolean serialized,
            Optional<String> name,
            Optional<Visualization> visualization) {
        this(relation, hidden, serialized, name, visualization, false);
    }

    /** A rowset that is no graph. */
    Rowset(
            Relation relation,
            Set<Integer> hidden,
            boolean serialized,
            Optional<String> name,
            Optional<Visualization> visualization,
            boolean open) {
        this(relation, hidden, serialized, name, visualization, open, Optional.empty());
    }

    /** The rows of the edges, as a graph. */
    static Rowset of(Graph graph) {
        return new Rowset(
                graph.edges(), Set.of(), false, Optional.empty(), Optional.empty(), false, Optional.of(graph));
    }

    /** A rowset without name, hidden columns and order. */
    static Rowset of(Relation relation) {
        return new Rowset(relation, Set.of(), false, Optional.empty(), Optional.empty());
    }

    /** Some of the rows. */
    Rowset filtered(Relation some) {
        return new Rowset(some, hidden, serialized, name, visualization, open, graph);
    }

    /** The columns that {@code *} means. */
    List<PlanColumn> visibleColumns() {
        if (hidden.isEmpty()) {
            return relation.columns();
        }
        return relation.columns().stream()
                .filter(column -> !hidden.contains(column.id()))
                .toList();
    }

    /** Another relation over the same columns: order, name and hidden columns stay. */
    Rowset with(Relation changed) {
        return new Rowset(changed, hidden, serialized, name, visualization, open, graph);
    }

    Rowset withSerialized(boolean value) {
        return new Rowset(relation, hidden, value, name, visualization, open, graph);
    }

    Rowset withName(String value) {
        return new Rowset(relation, hidden, serialized, Optional.of(value), visualization, open, graph);
    }

    /** A let name is not a table's name: union calls such a leg union_arg0 (R102). */
    Rowset withoutName() {
        return new Rowset(relation, hidden, serialized, Optional.empty(), visualization, open, graph);
    }

    Rowset withOpen(boolean value) {
        return new Rowset(relation, hidden, serialized, name, visualization, value, graph);
    }

    Rowset withVisualization(Visualization value) {
        return new Rowset(relation, hidden, serialized, name, Optional.of(value), open, graph);
    }

    /** The same rows without the hidden columns. */
    Rowset withoutHidden() {
        if (hidden.isEmpty()) {
            return this;
        }
        List<Assignment> assignments = visibleColumns().stream()
                .map(column -> new Assignment(column, new ColumnReference(column)))
                .toList();
        return new Rowset(new Project(relation, assignments), Set.of(), serialized, name, visualization, open, graph);
    }
}
