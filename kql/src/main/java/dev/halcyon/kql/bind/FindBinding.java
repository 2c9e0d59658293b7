package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.FindColumn;
import dev.halcyon.kql.syntax.FindOperator;
import dev.halcyon.kql.syntax.FindProjection;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.WildcardName;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code find} (R122): rows of several tables, each cut down to the columns that say why the row was found. */
final class FindBinding {

    private static final String PACK = "pack_";

    private final BindingSession session;
    private final Environment environment;

    FindBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** A table with its condition and the columns that the condition names. */
    private record Found(Rowset rows, ScalarExpression condition, Set<LegUnion.Key> named, boolean anyColumn) {}

    /** An output column: a name and, when several types share the name or one is asked for, a type. */
    private record Wanted(String output, String name, ScalarType type, boolean converts) {}

    Rowset bind(FindOperator find) {
        String source = "source_";
        for (OperatorParameter parameter : find.parameters()) {
            switch (parameter.name()) {
                case "withsource", "with_source" -> source = text(parameter);
                case "datascope" -> requireScope(parameter);
                default -> OtherParameters.check(session, "find", parameter, List.of("withsource", "datascope"));
            }
        }
        TableLegs tables = new TableLegs(session, environment, "find");
        List<Rowset> legs = find.tables().isEmpty() ? tables.all() : tables.resolve(find.tables(), false);
        List<Found> found = found(find, legs);
        if (found.isEmpty()) {
            throw session.error(
                    SemanticError.UNRESOLVED_NAME,
                    find.predicate().span(),
                    "'find' operator: no table has a column that the condition names");
        }
        return projected(find, found, source);
    }

    private List<Found> found(FindOperator find, List<Rowset> legs) {
        Environment missing = SearchBinding.missingColumns(environment, legs, session.openColumns());
        List<Found> all = new ArrayList<>();
        for (Rowset leg : legs) {
            ScalarBinder scalars = new ScalarBinder(session, missing, SearchBinding.scope("find", leg, legs));
            SearchPredicate predicate = new SearchPredicate(session, scalars, false);
            ScalarExpression condition = predicate.bind(find.predicate());
            Set<LegUnion.Key> named = new LinkedHashSet<>();
            predicate.named().forEach(column -> named.add(LegUnion.Key.of(column)));
            all.add(new Found(leg, condition, named, predicate.hasTerm()));
        }
        boolean namesColumns = all.stream().anyMatch(leg -> !leg.named().isEmpty());
        return all.stream()
                .filter(leg -> leg.anyColumn() || !namesColumns || !leg.named().isEmpty())
                .toList();
    }

    private Rowset projected(FindOperator find, List<Found> found, String source) {
        List<Wanted> wanted;
        boolean pack = false;
        if (find.projection() == null || find.projection() == FindProjection.PROJECT_SMART) {
            wanted = smart(found);
            pack = true;
        } else if (find.projection() == FindProjection.PROJECT) {
            List<FindColumn> listed = new ArrayList<>();
            for (FindColumn column : find.columns()) {
                if (isPack(column)) {
                    pack = true;
                } else {
                    listed.add(column);
                }
            }
            wanted = listed(found, listed);
        } else {
            wanted = allBut(found, find.columns());
        }
        LegUnion union = new LegUnion(session, false, Optional.of(source), "find_arg");
        List<LegUnion.Leg> legs = new ArrayList<>();
        for (Found leg : found) {
            LegUnion.Leg filtered = SearchBinding.leg(leg.rows(), leg.condition());
            legs.add(new LegUnion.Leg(project(filtered.rows(), wanted, pack), filtered.empty()));
        }
        return union.combine(legs);
    }

    private Rowset project(Rowset rows, List<Wanted> wanted, boolean pack) {
        List<Assignment> assignments = new ArrayList<>();
        Set<PlanColumn> used = new HashSet<>();
        for (Wanted column : wanted) {
            Optional<PlanColumn> own = rows.relation().columns().stream()
                    .filter(candidate -> candidate.name().equals(column.name())
                            && (column.converts() || candidate.type() == column.type()))
                    .findFirst();
            own.ifPresent(used::add);
            assignments.add(new Assignment(
                    session.ids().column(column.output(), column.type()),
                    own.map(candidate -> converted(candidate, column.type()))
                            .orElseGet(() -> Literal.missing(column.type()))));
        }
        if (pack) {
            List<ScalarExpression> members = new ArrayList<>();
            for (PlanColumn column : rows.visibleColumns()) {
                if (!used.contains(column)) {
                    members.add(Literal.ofString(column.name()));
                    members.add(new ColumnReference(column));
                }
            }
            assignments.add(new Assignment(
                    session.ids().column(PACK, ScalarType.DYNAMIC),
                    members.isEmpty()
                            ? new Literal(ScalarType.DYNAMIC, "{}")
                            : new Call(
                                    session.catalogue().get(FunctionKind.SCALAR, "bag_pack"),
                                    members,
                                    ScalarType.DYNAMIC)));
        }
        return new Rowset(new Project(rows.relation(), assignments), Set.of(), false, rows.name(), Optional.empty());
    }

    private ScalarExpression converted(PlanColumn column, ScalarType type) {
        ColumnReference value = new ColumnReference(column);
        if (column.type() == type) {
            return value;
        }
        if (type == ScalarType.DYNAMIC) {
            return ConstantFolder.convert(value, type);
        }
        String function = type == ScalarType.REAL ? "toreal" : "to" + type.kqlName();
        return new Call(session.catalogue().get(FunctionKind.SCALAR, function), List.of(value), type);
    }

    // What the condition names, then what all tables share.
    private static List<Wanted> smart(List<Found> found) {
        Set<LegUnion.Key> keys = new LinkedHashSet<>();
        found.forEach(leg -> keys.addAll(leg.named()));
        Map<LegUnion.Key, Integer> counts = new LinkedHashMap<>();
        for (Found leg : found) {
            for (PlanColumn column : leg.rows().visibleColumns()) {
                counts.merge(LegUnion.Key.of(column), 1, Integer::sum);
            }
        }
        counts.forEach((key, count) -> {
            if (count == found.size()) {
                keys.add(key);
            }
        });
        return wanted(keys);
    }

    private List<Wanted> listed(List<Found> found, List<FindColumn> columns) {
        List<Wanted> wanted = new ArrayList<>();
        for (FindColumn column : columns) {
            @Nullable ScalarType type = column.type() == null ? null : CallBinding.scalarType(session, column.type());
            Set<LegUnion.Key> keys = new LinkedHashSet<>();
            for (Found leg : found) {
                for (PlanColumn candidate : leg.rows().relation().columns()) {
                    if (matches(column.column(), candidate.name())) {
                        keys.add(LegUnion.Key.of(candidate));
                    }
                }
            }
            if (type != null && column.column() instanceof NameReference name) {
                wanted.add(new Wanted(name.name(), name.name(), type, true));
            } else if (keys.isEmpty()) {
                throw session.error(
                        SemanticError.UNRESOLVED_NAME,
                        column.span(),
                        "'find' operator: no table has this column",
                        "Give it a type, such as name:string, to have it empty");
            } else {
                wanted.addAll(wanted(keys));
            }
        }
        return distinct(wanted);
    }

    private static List<Wanted> allBut(List<Found> found, List<FindColumn> columns) {
        Set<LegUnion.Key> keys = new LinkedHashSet<>();
        for (Found leg : found) {
            for (PlanColumn candidate : leg.rows().visibleColumns()) {
                if (columns.stream().noneMatch(column -> matches(column.column(), candidate.name()))) {
                    keys.add(LegUnion.Key.of(candidate));
                }
            }
        }
        return wanted(keys);
    }

    private static List<Wanted> wanted(Set<LegUnion.Key> keys) {
        Map<String, Integer> types = new HashMap<>();
        keys.forEach(key -> types.merge(key.name(), 1, Integer::sum));
        return keys.stream()
                .map(key -> new Wanted(
                        types.getOrDefault(key.name(), 1) > 1
                                ? key.name() + "_" + key.type().kqlName()
                                : key.name(),
                        key.name(),
                        key.type(),
                        false))
                .toList();
    }

    private static List<Wanted> distinct(List<Wanted> wanted) {
        Map<String, Wanted> byName = new LinkedHashMap<>();
        wanted.forEach(column -> byName.putIfAbsent(column.output(), column));
        return List.copyOf(byName.values());
    }

    private static boolean matches(SyntaxExpression column, String name) {
        return switch (column) {
            case NameReference reference -> reference.name().equals(name);
            case WildcardName wildcard -> ColumnSelection.matches(wildcard.pattern(), name);
            case StarExpression star -> true;
            default -> false;
        };
    }

    private static boolean isPack(FindColumn column) {
        return column.column() instanceof FunctionCall call
                && Set.of("pack", "pack_all").contains(call.function().text());
    }

    private void requireScope(OperatorParameter parameter) {
        String scope = text(parameter);
        if (!scope.equals("all") && !scope.equals("hotcache")) {
            throw session.error(
                    SemanticError.UNKNOWN_PROPERTY,
                    parameter.span(),
                    "'find' operator: datascope is all or hotcache, not '%s'".formatted(scope));
        }
    }

    private static String text(OperatorParameter parameter) {
        return switch (parameter.value()) {
            case NameReference reference -> reference.name();
            case LiteralExpression literal
            when literal.value() instanceof LiteralValue.StringValue string -> string.value();
            default -> "";
        };
    }
}
