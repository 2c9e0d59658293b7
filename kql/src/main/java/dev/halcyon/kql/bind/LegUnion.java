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

    /** A column as union tells columns apart: a type that nothing tells is none of the others. */
    record Key(String name, ScalarType type, boolean unknown) {
        static Key of(PlanColumn column) {
            return new Key(column.name(), column.type(), false);
        }

        /** The column's name among columns of the same name. */
        String qualified() {
            return name + "_" + (unknown ? "unknown" : type.kqlName());
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
        Map<String, ScalarType> agreed = agreed(rowsets);
        Map<Key, PlanColumn> columns = unify(rowsets, agreed);
        List<PlanColumn> output = new ArrayList<>();
        Optional<PlanColumn> source = sourceColumn.map(name -> session.ids().column(name, ScalarType.STRING));
        source.ifPresent(output::add);
        output.addAll(columns.values());
        List<PlanColumn> bare = bareNames(columns);
        output.addAll(bare);
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
                Key key = key(column, agreed);
                if (!rows.hidden().contains(column.id())) {
                    visible.add(key);
                }
            }
            // The first of nothing but empty legs stays, since a union needs a branch; its filter drops every row.
            if (!legs.get(index).empty() || (allEmpty && index == 0)) {
                branches.add(branch(rows, nameOf(rows, index), positions, nothing, agreed));
            }
        }
        Set<Integer> hidden = new HashSet<>();
        bare.forEach(column -> hidden.add(column.id()));
        columns.forEach((key, column) -> {
            if (!visible.contains(key)) {
                hidden.add(column.id());
            }
        });
        boolean open = rowsets.stream().anyMatch(Rowset::open);
        return new Rowset(new Union(output, branches), hidden, false, Optional.empty(), Optional.empty(), open);
    }

    /**
     * Columns for names that stand for several columns, one of them of unknown type: if the data give it the type of
     * another, the name means both.
     */
    private List<PlanColumn> bareNames(Map<Key, PlanColumn> columns) {
        return columns.entrySet().stream()
                .filter(entry -> entry.getKey().unknown()
                        && !entry.getValue().name().equals(entry.getKey().name())
                        && !sourceColumn.filter(entry.getKey().name()::equals).isPresent())
                .map(entry -> session.openColumns()
                        .mark(session.ids().column(entry.getKey().name(), ScalarType.DYNAMIC)))
                .toList();
    }

    private Union.Branch branch(
            Rowset rows,
            String name,
            Map<Key, Integer> positions,
            List<ScalarExpression> nothing,
            Map<String, ScalarType> agreed) {
        Map<Integer, ScalarExpression> values = new HashMap<>();
        if (sourceColumn.isPresent()) {
            values.put(0, Literal.ofString(name));
        }
        for (PlanColumn column : rows.relation().columns()) {
            Key key = key(column, agreed);
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

    /**
     * The types on which the first two legs with a column of that name agree: a column of unknown type behind them is
     * taken for one of theirs.
     */
    private Map<String, ScalarType> agreed(List<Rowset> legs) {
        Map<String, Key> first = new HashMap<>();
        Map<String, Boolean> agreed = new HashMap<>();
        for (Rowset leg : legs) {
            for (PlanColumn column : leg.relation().columns()) {
                Key key = new Key(
                        column.name(), column.type(), session.openColumns().isUnknown(column));
                Key before = first.putIfAbsent(column.name(), key);
                if (before != null) {
                    agreed.putIfAbsent(column.name(), !key.unknown() && key.equals(before));
                }
            }
        }
        Map<String, ScalarType> types = new HashMap<>();
        agreed.forEach((name, same) -> {
            Key key = first.get(name);
            if (same && key != null) {
                types.put(name, key.type());
            }
        });
        return types;
    }

    private Key key(PlanColumn column, Map<String, ScalarType> agreed) {
        boolean unknown = session.openColumns().isUnknown(column);
        ScalarType type = agreed.get(column.name());
        return unknown && type != null
                ? new Key(column.name(), type, false)
                : new Key(column.name(), column.type(), unknown);
    }

    // One output column for each (name, type), in first-seen order of the names; a name of several types is told apart
    // by type.
    private Map<Key, PlanColumn> unify(List<Rowset> legs, Map<String, ScalarType> agreed) {
        Map<Key, Integer> occurrences = new HashMap<>();
        Map<String, Set<Key>> byName = new LinkedHashMap<>();
        for (Rowset leg : legs) {
            for (PlanColumn column : leg.relation().columns()) {
                Key key = key(column, agreed);
                occurrences.merge(key, 1, Integer::sum);
                byName.computeIfAbsent(column.name(), name -> new LinkedHashSet<>())
                        .add(key);
            }
        }
        // The source column and what tells columns of one name apart may meet names that a leg has (R80).
        NameAllocator names = new NameAllocator();
        sourceColumn.ifPresent(names::reserve);
        Map<Key, PlanColumn> columns = new LinkedHashMap<>();
        byName.forEach((name, variants) -> {
            for (Key key : variants) {
                if (!inner || occurrences.getOrDefault(key, 0) >= legs.size()) {
                    boolean ambiguous = variants.size() > 1 && !inner;
                    PlanColumn column =
                            session.ids().column(names.allocate(ambiguous ? key.qualified() : name), key.type());
                    columns.put(key, key.unknown() ? session.openColumns().mark(column) : column);
                }
            }
        });
        return columns;
    }
}
