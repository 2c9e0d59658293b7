package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code bag_unpack(d, prefix, columnsConflict, ignoredProperties)}: a column for each key of the bags, in the order of
 * the keys, typed like their values where these agree and dynamic where not (R129).
 */
final class BagUnpackPlugin implements Plugin {

    /** More would be no table any more. */
    private static final int MAXIMUM_KEYS = 2000;

    private static final int KEY_TYPES = 8;

    /** What happens to a key that an input column is named like. */
    private enum Conflict {
        ERROR,
        REPLACE_SOURCE,
        KEEP_SOURCE
    }

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(4, "OutputColumnPrefix", "columnsConflict", "ignoredProperties");
        PlanColumn bag = call.column(call.required(0, "Column"));
        if (bag.type() != ScalarType.DYNAMIC) {
            throw call.error(
                    SemanticError.ARGUMENT_TYPE,
                    "unpacks a dynamic column, '%s' is a %s".formatted(bag.name(), bag.type()));
        }
        String prefix = call.text(1, "OutputColumnPrefix").orElse("");
        Conflict conflict = conflict(call);
        Optional<List<Column>> schema = call.schema();
        if (schema.isPresent()) {
            return unpack(call, bag, prefix, declared(call, bag, conflict, schema.get()), conflict);
        }
        Relation keys = keys(call, bag);
        Set<String> ignored = ignored(call);
        Optional<List<List<Literal>>> answer = call.probe(() -> keys, MAXIMUM_KEYS * KEY_TYPES);
        if (answer.isEmpty()) {
            return call.open(unpack(call, bag, prefix, List.of(), conflict));
        }
        Map<String, ScalarType> types = new TreeMap<>();
        for (List<Literal> row : answer.get()) {
            String key = (String) row.get(0).value();
            if (key != null && !ignored.contains(key)) {
                types.merge(
                        key,
                        type(String.valueOf(row.get(1).value())),
                        (one, other) -> one == other ? one : ScalarType.DYNAMIC);
            }
        }
        if (types.size() > MAXIMUM_KEYS) {
            throw call.error(
                    SemanticError.INVALID_VALUE,
                    "finds more than %d keys; name the ones you want: bag_unpack(%s) : (*, key:type)"
                            .formatted(MAXIMUM_KEYS, bag.name()));
        }
        List<Column> columns = new ArrayList<>();
        types.forEach((key, type) -> columns.add(new Column(prefix + key, type)));
        return unpack(call, bag, prefix, columns, conflict);
    }

    private static Conflict conflict(PluginCall call) {
        String text = call.text(2, "columnsConflict").orElse("error");
        return switch (text) {
            case "error", "" -> Conflict.ERROR;
            case "replace_source" -> Conflict.REPLACE_SOURCE;
            case "keep_source" -> Conflict.KEEP_SOURCE;
            default ->
                throw call.error(
                        SemanticError.INVALID_VALUE,
                        "knows columnsConflict 'error', 'replace_source' and 'keep_source', not '%s'".formatted(text));
        };
    }

    /** Columns of the schema that come from the bag: the others are the input's. */
    private static List<Column> declared(PluginCall call, PlanColumn bag, Conflict conflict, List<Column> schema) {
        if (conflict == Conflict.REPLACE_SOURCE) {
            return schema;
        }
        Set<String> own = new HashSet<>();
        call.input().relation().columns().stream()
                .filter(column -> column.id() != bag.id())
                .forEach(column -> own.add(column.name()));
        return schema.stream().filter(column -> !own.contains(column.name())).toList();
    }

    private static Set<String> ignored(PluginCall call) {
        Optional<SyntaxExpression> argument = call.argument(3, "ignoredProperties");
        if (argument.isEmpty()) {
            return Set.of();
        }
        Literal names = call.constant(argument.get(), ScalarType.DYNAMIC, Literal.missing(ScalarType.DYNAMIC));
        Set<String> ignored = new HashSet<>();
        // The engine reads the array: one row for each element.
        PlanColumn array = call.session().ids().column("names", ScalarType.DYNAMIC);
        PlanColumn name = call.session().ids().column("name", ScalarType.STRING);
        Relation one = new Project(new SingleRow(), List.of(new Assignment(array, names)));
        Relation elements = new MvExpand(
                one,
                List.of(name),
                List.of(new MvExpand.Expansion(name, new ColumnReference(array))),
                Optional.empty(),
                false,
                MAXIMUM_KEYS);
        call.probe(() -> elements, MAXIMUM_KEYS)
                .ifPresent(rows -> rows.forEach(
                        row -> ignored.add(String.valueOf(row.getFirst().value()))));
        return ignored;
    }

    /** Each key with each type that its values have; nulls do not count. */
    private static Relation keys(PluginCall call, PlanColumn bag) {
        BindingSession session = call.session();
        ScalarExpression value = new ColumnReference(bag);
        Relation bags = new Filter(call.input().relation(), isType(session, value, "==", "dictionary"));
        PlanColumn pair = session.ids().column("pair", ScalarType.DYNAMIC);
        Relation pairs = new MvExpand(
                new Project(bags, Relations.passThrough(List.of(bag))),
                List.of(bag, pair),
                List.of(new MvExpand.Expansion(pair, value)),
                Optional.empty(),
                true,
                Long.MAX_VALUE);
        ScalarExpression key = new ElementAccess(new ColumnReference(pair), Literal.ofLong(0));
        ScalarExpression element = new ElementAccess(new ColumnReference(pair), Literal.ofLong(1));
        return new Aggregate(
                new Filter(pairs, isType(session, element, "!=", "null")),
                List.of(
                        new Assignment(
                                session.ids().column("key", ScalarType.STRING),
                                ConstantFolder.convert(key, ScalarType.STRING)),
                        new Assignment(session.ids().column("type", ScalarType.STRING), typeName(session, element))),
                List.of());
    }

    private static ScalarExpression typeName(BindingSession session, ScalarExpression value) {
        return new Call(session.catalogue().get(FunctionKind.SCALAR, "gettype"), List.of(value), ScalarType.STRING);
    }

    private static ScalarExpression isType(
            BindingSession session, ScalarExpression value, String operator, String type) {
        return new Call(
                session.catalogue().get(FunctionKind.OPERATOR, operator),
                List.of(typeName(session, value), Literal.ofString(type)),
                ScalarType.BOOL);
    }

    private static ScalarType type(String name) {
        return switch (name) {
            case "int", "long" -> ScalarType.LONG;
            case "real", "double" -> ScalarType.REAL;
            case "bool" -> ScalarType.BOOL;
            case "string" -> ScalarType.STRING;
            case "datetime" -> ScalarType.DATETIME;
            case "timespan" -> ScalarType.TIMESPAN;
            case "guid" -> ScalarType.GUID;
            default -> ScalarType.DYNAMIC;
        };
    }

    private static Rowset unpack(
            PluginCall call, PlanColumn bag, String prefix, List<Column> columns, Conflict conflict) {
        Rowset input = call.input();
        List<Assignment> assignments = new ArrayList<>();
        Set<Integer> hidden = new HashSet<>(input.hidden());
        Map<String, Integer> positions = new TreeMap<>();
        for (PlanColumn column : input.relation().columns()) {
            if (column.id() != bag.id()) {
                positions.put(column.name(), assignments.size());
                assignments.add(new Assignment(column, new ColumnReference(column)));
            }
        }
        for (Column column : columns) {
            if (!column.name().startsWith(prefix)) {
                throw call.error(
                        SemanticError.INVALID_VALUE,
                        "gives columns that begin with '%s', not '%s'".formatted(prefix, column.name()));
            }
            ScalarExpression member =
                    new MemberAccess(new ColumnReference(bag), column.name().substring(prefix.length()));
            Assignment assignment =
                    new Assignment(call.session().ids().column(column), ConstantFolder.convert(member, column.type()));
            Integer taken = positions.get(column.name());
            boolean hides = taken != null
                    && hidden.contains(assignments.get(taken).target().id());
            if (taken == null) {
                assignments.add(assignment);
            } else if (hides || conflict == Conflict.REPLACE_SOURCE) {
                hidden.remove(assignments.get(taken).target().id());
                assignments.set(taken, assignment);
            } else if (conflict == Conflict.ERROR) {
                throw call.error(
                        SemanticError.DUPLICATE_NAME,
                        "finds a key '%s', and the input has a column of that name; give a prefix, or say which one stays: columnsConflict='keep_source' or 'replace_source'"
                                .formatted(column.name()));
            }
        }
        return new Rowset(
                new Project(input.relation(), assignments),
                hidden,
                false,
                Optional.empty(),
                Optional.empty(),
                input.open());
    }
}
