package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Arrays that are sorted in the order of the first of them. */
final class ArraySorting {

    private ArraySorting() {}

    static void register(FunctionList list) {
        list.strict(
                "kql_array_sort_alike",
                "R70, R81",
                SqlType.VARCHAR,
                a -> sort(a.text(0), a.truth(1), a.truth(2)),
                SqlType.VARCHAR,
                SqlType.BOOLEAN,
                SqlType.BOOLEAN);
    }

    /** An array of the sorted arrays; one of another length than the first is null. */
    private static String sort(String arrays, boolean descending, boolean nullsLast) {
        List<Json> all = JsonText.read(arrays) instanceof Json.Array outer ? outer.elements() : List.of();
        List<Json> keys = !all.isEmpty() && all.getFirst() instanceof Json.Array first ? first.elements() : List.of();
        List<Integer> order = order(keys, descending, nullsLast);
        List<Json> sorted = new ArrayList<>();
        for (Json each : all) {
            boolean fits = each instanceof Json.Array array && array.elements().size() == keys.size();
            sorted.add(
                    fits && all.getFirst() instanceof Json.Array
                            ? new Json.Array(order.stream()
                                    .map(((Json.Array) each).elements()::get)
                                    .toList())
                            : Json.nothing());
        }
        return new Json.Array(sorted).write();
    }

    private static List<Integer> order(List<Json> keys, boolean descending, boolean nullsLast) {
        Comparator<Integer> byValue = Comparator.comparing(keys::get, JsonOrder.NATURAL);
        Comparator<Integer> byNull = Comparator.comparing(index -> keys.get(index) instanceof Json.Null);
        List<Integer> order = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            order.add(index);
        }
        order.sort((nullsLast ? byNull : byNull.reversed()).thenComparing(descending ? byValue.reversed() : byValue));
        return order;
    }
}
