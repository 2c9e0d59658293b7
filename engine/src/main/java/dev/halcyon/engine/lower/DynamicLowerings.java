package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Functions of dynamic values (R66 to R72). */
final class DynamicLowerings {

    private DynamicLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("parse_json", DynamicLowerings::parse);
        registry.add("dynamic_to_json", call -> Sql.coalesce(Sql.function("kql_sorted_json", call.json(0)), Sql.EMPTY));
        registry.add(
                "array_length",
                call -> NumberLists.list(call.value(0))
                        .map(known -> Sql.function("kql_list_length", known.list()))
                        .orElseGet(() -> Sql.function("kql_array_length", call.value(0))));
        registry.addFunction("bag_keys", "kql_bag_keys");
        registry.addFunction("array_reverse", "kql_array_reverse");
        registry.addFunction("array_sum", "kql_array_sum");
        registry.addFunction("treepath", "kql_tree_path");
        registry.addFunction("bag_has_key", "kql_bag_has_key");
        registry.addFunction("bag_remove_keys", "kql_bag_remove_keys");
        registry.add(
                "bag_set_key", call -> Sql.function("kql_bag_set_key", call.value(0), call.text(1), orNull(call, 2)));
        registry.addFunction("bag_zip", "kql_bag_zip");
        registry.add("bag_pack", call -> Sql.function("kql_bag", pairs(call)));
        registry.add("bag_merge", call -> Sql.function("kql_bag_merge", call.values()));
        registry.add("pack_array", call -> Sql.function("kql_array", elements(call)));
        registry.add("array_concat", call -> Sql.function("kql_array_concat", call.values()));
        registry.add(
                "array_slice",
                call -> NumberLists.slice(call.value(0), integer(call, 1), integer(call, 2))
                        .orElseGet(() ->
                                Sql.function("kql_array_slice", call.value(0), integer(call, 1), integer(call, 2))));
        registry.add("array_rotate_left", call -> Sql.function("kql_array_rotate", call.value(0), integer(call, 1)));
        registry.add(
                "array_rotate_right",
                call -> Sql.function(
                        "kql_array_rotate",
                        call.value(0),
                        Sql.function("kql_subtract", Sql.constant(0), integer(call, 1))));
        registry.add("array_shift_left", call -> shift(call, integer(call, 1)));
        registry.add(
                "array_shift_right",
                call -> shift(call, Sql.function("kql_subtract", Sql.constant(0), integer(call, 1))));
        registry.add("array_index_of", DynamicLowerings::indexOf);
        registry.add(
                "array_iff", call -> Sql.function("kql_array_iff", call.value(0), orNull(call, 1), orNull(call, 2)));
        registry.add("array_split", call -> Sql.function("kql_array_split", call.value(0), call.json(1)));
        registry.add("strcat_array", call -> Sql.function("kql_array_join", call.value(0), call.text(1)));
        registry.add("array_strcat", call -> Sql.function("kql_array_join", call.value(0), call.text(1)));
        registry.add("set_difference", call -> Sql.function("kql_set_difference", call.values()));
        registry.add("set_intersect", call -> Sql.function("kql_set_intersect", call.values()));
        registry.add("set_union", call -> Sql.function("kql_set_union", call.values()));
        registry.addFunction("set_equals", "kql_set_equals");
        registry.add("set_has_element", call -> Sql.function("kql_set_has", call.value(0), orNull(call, 1)));
        // The catalogue has it as a dynamic value.
        registry.add(
                "jaccard_index",
                call -> TextForms.json(Sql.function("kql_jaccard", call.value(0), call.value(1)), ScalarType.REAL));
        registry.add("zip", call -> Sql.function("kql_zip", call.values()));
        registry.add("repeat", call -> Sql.function("kql_repeat", orNull(call, 0), integer(call, 1)));
        registry.add("range", DynamicLowerings::range);
        registry.add("extract_json", DynamicLowerings::extractJson);
        registry.add("array_sort_asc", call -> sort(call, false));
        registry.add("array_sort_desc", call -> sort(call, true));
    }

    /** R66. */
    private static SqlExpression parse(ScalarArguments call) {
        return switch (call.type(0)) {
            case DYNAMIC -> Sql.function("kql_parse_dynamic", call.value(0));
            case STRING -> Sql.function("kql_parse_json", call.value(0));
            case BOOL, INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, GUID -> call.json(0);
        };
    }

    private static SqlExpression orNull(ScalarArguments call, int index) {
        return Sql.coalesce(call.json(index), Sql.text("null"));
    }

    private static SqlExpression integer(ScalarArguments call, int index) {
        return ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.LONG);
    }

    private static List<SqlExpression> elements(ScalarArguments call) {
        List<SqlExpression> elements = new ArrayList<>();
        for (int index = 0; index < call.count(); index++) {
            elements.add(orNull(call, index));
        }
        return elements;
    }

    private static List<SqlExpression> pairs(ScalarArguments call) {
        List<SqlExpression> pairs = new ArrayList<>();
        for (int index = 0; index + 1 < call.count(); index += 2) {
            pairs.add(call.text(index));
            pairs.add(orNull(call, index + 1));
        }
        return pairs;
    }

    private static SqlExpression shift(ScalarArguments call, SqlExpression count) {
        SqlExpression fill = call.count() > 2 ? orNull(call, 2) : Sql.text("null");
        return Sql.function("kql_array_shift", call.value(0), count, fill);
    }

    private static SqlExpression indexOf(ScalarArguments call) {
        return Sql.function(
                "kql_array_index_of",
                call.value(0),
                orNull(call, 1),
                call.count() > 2 ? integer(call, 2) : Sql.constant(0),
                call.count() > 3 ? integer(call, 3) : Sql.constant(-1),
                call.count() > 4 ? integer(call, 4) : Sql.constant(1));
    }

    /** R71. */
    private static SqlExpression range(ScalarArguments call) {
        ScalarType type = call.type(0);
        boolean real = false;
        for (int index = 0; index < call.count(); index++) {
            real = real || call.type(index) == ScalarType.REAL || call.type(index) == ScalarType.DECIMAL;
        }
        if (real) {
            SqlExpression step = call.count() > 2 ? number(call, 2) : Sql.constant(1.0);
            return Sql.function("kql_range_real", number(call, 0), number(call, 1), step);
        }
        long unit = type == ScalarType.DATETIME || type == ScalarType.TIMESPAN ? 36_000_000_000L : 1;
        SqlExpression step = call.count() > 2 ? integer(call, 2) : Sql.constant(unit);
        String kind = switch (type) {
            case DATETIME -> "datetime";
            case TIMESPAN -> "timespan";
            case BOOL, INT, LONG, REAL, DECIMAL, GUID, STRING, DYNAMIC -> "long";
        };
        return Sql.function("kql_range_" + kind, integer(call, 0), integer(call, 1), step);
    }

    private static SqlExpression number(ScalarArguments call, int index) {
        return ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.REAL);
    }

    private static SqlExpression extractJson(ScalarArguments call) {
        SqlExpression found = Sql.function("kql_extract_json", call.text(0), call.text(1));
        return ConversionLowerings.convert(found, ScalarType.DYNAMIC, call.type());
    }

    /** One array; or several, sorted alike, as an array of them. */
    private static SqlExpression sort(ScalarArguments call, boolean descending) {
        boolean flag = call.type(call.count() - 1) != ScalarType.DYNAMIC;
        SqlExpression nullsLast = flag
                ? ConversionLowerings.convert(
                        call.value(call.count() - 1), call.type(call.count() - 1), ScalarType.BOOL)
                : Sql.TRUE;
        int arrays = flag ? call.count() - 1 : call.count();
        for (int index = 0; index < arrays; index++) {
            if (call.type(index) != ScalarType.DYNAMIC) {
                throw call.refused("%s() takes arrays and, last, a bool".formatted(call.name()));
            }
        }
        SqlExpression order = descending ? Sql.TRUE : Sql.FALSE;
        return arrays == 1
                ? Sql.function("kql_array_sort", call.value(0), order, nullsLast)
                : Sql.function(
                        "kql_array_sort_alike",
                        Sql.function("kql_array", elements(call).subList(0, arrays)),
                        order,
                        nullsLast);
    }
}
