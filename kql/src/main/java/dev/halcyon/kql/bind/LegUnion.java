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
import java.util.LinkedHashSet;
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
        Map<String, ScalarType> known = known(rowsets);
        Map<Key, PlanColumn> columns = unify(rowsets, known);
        List<PlanColumn> output = new ArrayList<>();
        Optional<PlanColumn> source = sourceColumn.map(name -> session.ids().column(name, ScalarType.STRING));
        source.ifPresent(output::add);
        output.addAll(columns.values());
        // A union of all tables has many legs and very many columns: a leg touches only its own.
        List<ScalarExpression> shared = new ArrayList<>();
        output.forEach(column -> shared.add(missing.computeIfAbsent(column.type(), Literal::missing)));
        List<ScalarExpression> nothing = List.copyOf(shared);
        Map<Key, Integer> positions = new HashMap<>();
        columns.keySet().forEach(key -> positions.put(key, positions.size() + (source.isPresent() ? 1 : 0)));
        Set<Key> visible = new HashSet<>();
        List<Union.Branch> branches = new ArrayList<>();
        boolean allEmpty = legs.stream().allMatch(Leg::empty);
        for (int index = 0; index < legs.size(); index++) {
            Rowset rows = rowsets.get(index);
            for (PlanColumn column : rows.relation().columns()) {
                Key key = key(column, known);
                PlanColumn target = columns.get(key);
                if (target != null && target.type() == column.type()) {
                    session.openColumns().defined(target, new ColumnReference(column));
                }
                if (!rows.hidden().contains(column.id())) {
                    visible.add(key);
                }
            }
            // The first of nothing but empty legs stays, since a union needs a branch; its filter drops every row.
            if (!legs.get(index).empty() || (allEmpty && index == 0)) {
                branches.add(branch(rows, nameOf(rows, index), positions, nothing, known));
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
            Map<Key, Integer> positions,
            List<ScalarExpression> nothing,
            Map<String, ScalarType> known) {
        Map<Integer, ScalarExpression> values = new HashMap<>();
        if (sourceColumn.isPresent()) {
            values.put(0, Literal.ofString(name));
        }
        for (PlanColumn column : rows.relation().columns()) {
            Key key = key(column, known);
            Integer position = positions.get(key);
            if (position != null) {
                values.put(position, ConstantFolder.convert(new ColumnReference(column), key.type()));
            }
        }
        return Union.Branch.of(rows.relation(), nothing, values);
    }

    /** What a leg is called in the source column. */
    String nameOf(Rowset rows, int index) {
        return rows.name().orElse(unnamed + index);
    }

    /** The first type that a leg gives a name which another leg has without a type; that leg's column is taken for it. */
    private Map<String, ScalarType> known(List<Rowset> legs) {
        OpenColumns open = session.openColumns();
        Map<String, ScalarType> known = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (Rowset leg : legs) {
            for (PlanColumn column : leg.relation().columns()) {
                if (open.isUnknown(column)) {
                    unknown.add(column.name());
                } else {
                    known.putIfAbsent(column.name(), column.type());
                }
            }
        }
        known.keySet().retainAll(unknown);
        return known;
    }

    private Key key(PlanColumn column, Map<String, ScalarType> known) {
        return session.openColumns().isUnknown(column)
                ? new Key(column.name(), known.getOrDefault(column.name(), column.type()))
                : Key.of(column);
    }

    // One output column for each (name, type), in first-seen order of the names; a name of several types is told apart
    // by type.
    private Map<Key, PlanColumn> unify(List<Rowset> legs, Map<String, ScalarType> known) {
        Map<Key, Integer> occurrences = new HashMap<>();
        Map<String, Set<ScalarType>> types = new LinkedHashMap<>();
        for (Rowset leg : legs) {
            for (PlanColumn column : leg.relation().columns()) {
                Key key = key(column, known);
                occurrences.merge(key, 1, Integer::sum);
                types.computeIfAbsent(column.name(), name -> new LinkedHashSet<>())
                        .add(key.type());
            }
        }
        Map<Key, PlanColumn> columns = new LinkedHashMap<>();
        types.forEach((name, variants) -> {
            for (ScalarType type : variants) {
                Key key = new Key(name, type);
                if (!inner || occurrences.getOrDefault(key, 0) >= legs.size()) {
                    boolean ambiguous = variants.size() > 1 && !inner;
                    columns.put(key, session.ids().column(ambiguous ? name + "_" + type.kqlName() : name, type));
                }
            }
        });
        return columns;
    }
}
