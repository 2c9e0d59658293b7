package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Union;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes one rowset of several whose columns are matched by name and type (R101). */
final class LegUnion {

    /**
     * One input.
     *
     * @param rows its columns count for the result's columns
     * @param empty true when it has no rows for sure, so that it need not be read
     */
    record Leg(Rowset rows, boolean empty) {
        Leg {
            Objects.requireNonNull(rows, "rows");
        }
    }

    /** A column as union tells columns apart. */
    record Key(String name, ScalarType type) {
        static Key of(PlanColumn column) {
            return new Key(column.name(), column.type());
        }
    }

    private final BindingSession session;
    private final boolean inner;
    private final Optional<String> sourceColumn;
    private final String unnamed;
    private final Map<ScalarType, Literal> missing = new EnumMap<>(ScalarType.class);

    /**
     * A way to combine.
     *
     * @param inner keeps only the columns that every leg has
     * @param sourceColumn the name of a first column that tells the leg
     * @param unnamed what a leg without a name is called there, before its number (R102)
     */
    LegUnion(BindingSession session, boolean inner, Optional<String> sourceColumn, String unnamed) {
        this.session = session;
        this.inner = inner;
        this.sourceColumn = sourceColumn;
        this.unnamed = unnamed;
    }

    /** All rows of all legs. */
    Rowset combine(List<Leg> legs) {
        List<Rowset> rowsets = legs.stream().map(Leg::rows).toList();
        Map<Key, PlanColumn> columns = unify(rowsets);
        List<PlanColumn> output = new ArrayList<>();
        Optional<PlanColumn> source = sourceColumn.map(name -> session.ids().column(name, ScalarType.STRING));
        source.ifPresent(output::add);
        output.addAll(columns.values());
        Set<Key> visible = new HashSet<>();
        List<Union.Branch> branches = new ArrayList<>();
        boolean allEmpty = legs.stream().allMatch(Leg::empty);
        for (int index = 0; index < legs.size(); index++) {
            Rowset rows = rowsets.get(index);
            Map<Key, PlanColumn> own = new HashMap<>();
            for (PlanColumn column : rows.relation().columns()) {
                own.put(Key.of(column), column);
                if (!rows.hidden().contains(column.id())) {
                    visible.add(Key.of(column));
                }
            }
            // The first of nothing but empty legs stays, since a union needs a branch; its filter drops every row.
            if (!legs.get(index).empty() || (allEmpty && index == 0)) {
                branches.add(branch(rows, nameOf(rows, index), own, columns, source));
            }
        }
        Set<Integer> hidden = new HashSet<>();
        columns.forEach((key, column) -> {
            if (!visible.contains(key)) {
                hidden.add(column.id());
            }
        });
        boolean open = rowsets.stream().anyMatch(Rowset::open);
        return new Rowset(new Union(output, branches), hidden, false, Optional.empty(), Optional.empty(), open);
    }

    private Union.Branch branch(
            Rowset rows,
            String name,
            Map<Key, PlanColumn> own,
            Map<Key, PlanColumn> columns,
            Optional<PlanColumn> source) {
        List<ScalarExpression> values = new ArrayList<>(columns.size() + 1);
        if (source.isPresent()) {
            values.add(Literal.ofString(name));
        }
        columns.forEach((key, column) -> {
            PlanColumn match = own.get(key);
            values.add(
                    match == null
                            ? missing.computeIfAbsent(column.type(), Literal::missing)
                            : new ColumnReference(match));
        });
        return new Union.Branch(rows.relation(), values);
    }

    /** What a leg is called in the source column. */
    String nameOf(Rowset rows, int index) {
        return rows.name().orElse(unnamed + index);
    }

    // One output column for each (name, type), in first-seen order; a name of several types is told apart by type.
    private Map<Key, PlanColumn> unify(List<Rowset> legs) {
        Map<Key, Integer> occurrences = new LinkedHashMap<>();
        Map<String, Set<ScalarType>> types = new HashMap<>();
        for (Rowset leg : legs) {
            for (PlanColumn column : leg.relation().columns()) {
                occurrences.merge(Key.of(column), 1, Integer::sum);
                types.computeIfAbsent(column.name(), name -> new HashSet<>()).add(column.type());
            }
        }
        Map<Key, PlanColumn> columns = new LinkedHashMap<>();
        occurrences.forEach((key, count) -> {
            if (inner && count < legs.size()) {
                return;
            }
            boolean ambiguous = types.getOrDefault(key.name(), Set.of()).size() > 1 && !inner;
            String name = ambiguous ? key.name() + "_" + key.type().kqlName() : key.name();
            columns.put(key, session.ids().column(name, key.type()));
        });
        return columns;
    }
}
