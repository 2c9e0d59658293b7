package dev.halcyon.engine.runtime;

import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays and sets inside dynamic values (R69 to R71, R92, R111). */
final class ArrayFunctions {

    private ArrayFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        SqlType bool = SqlType.BOOLEAN;
        list.strict("kql_array_length", "R70", number, a -> length(a.text(0)), text);
        list.variadic("kql_array", "R69", text, ArrayFunctions::pack);
        list.variadic("kql_array_concat", "R70", text, ArrayFunctions::concatenate);
        list.strict("kql_array_reverse", "", text, a -> transformed(a.text(0), List::reversed), text);
        list.strict("kql_array_sum", "R70", SqlType.DOUBLE, a -> sum(a.text(0)), text);
        list.strict("kql_array_slice", "", text, ArrayFunctions::slice, text, number, number);
        list.strict("kql_array_rotate", "", text, ArrayFunctions::rotate, text, number);
        list.strict("kql_array_shift", "", text, ArrayFunctions::shift, text, number, text);
        list.strict("kql_array_index_of", "", number, ArrayFunctions::indexOf, text, text, number, number, number);
        list.strict("kql_array_iff", "", text, ArrayFunctions::choose, text, text, text);
        list.strict("kql_array_split", "", text, a -> split(a.text(0), a.text(1)), text, text);
        list.strict("kql_array_join", "", text, a -> join(a.text(0), a.text(1)), text, text);
        list.strict("kql_array_sort", "R70", text, a -> sort(a.text(0), a.truth(1), a.truth(2)), text, bool, bool);
        list.strict("kql_array_has_text", "R53", bool, a -> hasText(a.text(0), a.text(1), false), text, text);
        list.strict("kql_array_has_number", "R53", bool, a -> hasNumber(a.text(0), a.text(1)), text, text);
        list.strict("kql_array_has_text_ci", "R53", bool, a -> hasText(a.text(0), a.text(1), true), text, text);
        list.variadic("kql_set_union", "R70", text, a -> setUnion(a));
        list.variadic("kql_set_intersect", "R70", text, a -> setOf(a, true));
        list.variadic("kql_set_difference", "R70", text, a -> setOf(a, false));
        list.strict("kql_set_equals", "R70", bool, a -> set(a.text(0)).equals(set(a.text(1))), text, text);
        list.strict("kql_set_has", "R70", bool, a -> setHas(a.text(0), a.text(1)), text, text);
        list.strict("kql_jaccard", "R70", SqlType.DOUBLE, a -> jaccard(a.text(0), a.text(1)), text, text);
        list.variadic("kql_zip", "", text, ArrayFunctions::zip);
        list.strict("kql_repeat", "", text, ArrayFunctions::repeat, text, number);
        list.strict("kql_list_of", "R92", text, a -> collect(a, false), text, bool, number);
        list.strict("kql_set_of", "R92", text, a -> collect(a, true), text, bool, number);
        list.lenient(
                "kql_expand",
                "R111",
                text,
                a -> expand((String) a[0], (Boolean) Objects.requireNonNull(a[1]), (Long) Objects.requireNonNull(a[2])),
                text,
                bool,
                number);
    }

    private static @Nullable List<Json> elements(String json) {
        return JsonText.read(json) instanceof Json.Array array ? array.elements() : null;
    }

    private static String write(List<Json> elements) {
        return new Json.Array(elements).write();
    }

    /** A change of an array's elements. */
    @FunctionalInterface
    private interface Transformation {
        List<Json> apply(List<Json> elements);
    }

    private static @Nullable String transformed(String json, Transformation transformation) {
        List<Json> elements = elements(json);
        return elements == null ? null : write(transformation.apply(elements));
    }

    private static @Nullable Long length(String json) {
        List<Json> elements = elements(json);
        return elements == null ? null : (Long) (long) elements.size();
    }

    private static String pack(@Nullable Object[] arguments) {
        StringBuilder array = new StringBuilder("[");
        for (int index = 0; index < arguments.length; index++) {
            array.append(index > 0 ? "," : "").append(Objects.requireNonNullElse(arguments[index], "null"));
        }
        return array.append(']').toString();
    }

    private static @Nullable String concatenate(@Nullable Object[] arguments) {
        List<Json> all = new ArrayList<>();
        boolean any = false;
        for (Object argument : arguments) {
            List<Json> elements = argument == null ? null : elements((String) argument);
            if (elements != null) {
                any = true;
                all.addAll(elements);
            }
        }
        return any ? write(all) : null;
    }

    private static @Nullable Double sum(String json) {
        List<Json> elements = elements(json);
        if (elements == null || elements.isEmpty()) {
            return null;
        }
        double sum = 0;
        for (Json element : elements) {
            if (element instanceof Json.Numeric numeric) {
                sum += numeric.real();
            } else if (!(element instanceof Json.Null)) {
                return null;
            }
        }
        return sum;
    }

    private static @Nullable String slice(FunctionList.Arguments a) {
        return transformed(a.text(0), elements -> {
            Slice slice = Slice.of(elements.size(), a.integer(1), a.integer(2));
            return elements.subList(slice.start(), slice.end());
        });
    }

    /** Two functions of arrays of numbers as lists: the array, the first place, the last. */
    static List<ListFunction> lists() {
        return List.of(
                ListFunctions.strict(
                        "kql_slice_reals",
                        "",
                        List.of(Shape.REALS),
                        a -> Slice.of(a.list(0).length(), a.integer(1), a.integer(2))
                                .of(a.list(0)),
                        Shape.REALS,
                        Shape.INTEGER,
                        Shape.INTEGER),
                ListFunctions.strict(
                        "kql_slice_integers",
                        "",
                        List.of(Shape.INTEGERS),
                        a -> Slice.of(a.list(0).length(), a.integer(1), a.integer(2))
                                .of(a.list(0)),
                        Shape.INTEGERS,
                        Shape.INTEGER,
                        Shape.INTEGER));
    }

    /** A part of an array, the end exclusive. */
    private record Slice(int start, int end) {

        /** Places below 0 count from the end. */
        static Slice of(int size, long first, long last) {
            long start = first < 0 ? Math.max(0, size + first) : first;
            long end = last < 0 ? size + last : Math.min(size - 1L, last);
            return start > end || start >= size ? new Slice(0, 0) : new Slice((int) start, (int) end + 1);
        }

        NumberList of(NumberList list) {
            boolean[] mask = list.missing();
            boolean[] missing = mask == null ? null : NumberList.anyOrNull(Arrays.copyOfRange(mask, start, end));
            return switch (list) {
                case NumberList.Reals reals ->
                    new NumberList.Reals(Arrays.copyOfRange(reals.values(), start, end), missing);
                case NumberList.Integers integers ->
                    new NumberList.Integers(Arrays.copyOfRange(integers.values(), start, end), missing);
            };
        }
    }

    private static @Nullable String rotate(FunctionList.Arguments a) {
        return transformed(a.text(0), elements -> {
            List<Json> rotated = new ArrayList<>(elements);
            if (!rotated.isEmpty()) {
                Collections.rotate(rotated, (int) -(a.integer(1) % rotated.size()));
            }
            return rotated;
        });
    }

    /** A positive count moves to the left. */
    private static @Nullable String shift(FunctionList.Arguments a) {
        Json fill = JsonText.read(a.text(2));
        return transformed(a.text(0), elements -> {
            List<Json> shifted = new ArrayList<>();
            for (int index = 0; index < elements.size(); index++) {
                long from = index + a.integer(1);
                shifted.add(from >= 0 && from < elements.size() ? elements.get((int) from) : fill);
            }
            return shifted;
        });
    }

    private static @Nullable Long indexOf(FunctionList.Arguments a) {
        List<Json> elements = elements(a.text(0));
        if (elements == null) {
            return null;
        }
        Json wanted = JsonText.read(a.text(1));
        int size = elements.size();
        long start = a.integer(2) < 0 ? Math.max(0, size + a.integer(2)) : a.integer(2);
        long end = a.integer(3) < 0 ? size : Math.min(size, start + a.integer(3));
        long left = a.integer(4);
        for (long index = start; index < end; index++) {
            if (same(elements.get((int) index), wanted)) {
                left--;
                if (left == 0) {
                    return index;
                }
            }
        }
        return -1L;
    }

    /** Numbers are equal by value, everything else as it is. */
    private static boolean same(Json left, Json right) {
        if (left instanceof Json.Numeric a && right instanceof Json.Numeric b) {
            return a.real() == b.real();
        }
        return left.equals(right);
    }

    private static @Nullable String choose(FunctionList.Arguments a) {
        List<Json> conditions = elements(a.text(0));
        if (conditions == null) {
            return null;
        }
        Json whenTrue = JsonText.read(a.text(1));
        Json whenFalse = JsonText.read(a.text(2));
        List<Json> chosen = new ArrayList<>();
        for (int index = 0; index < conditions.size(); index++) {
            Json condition = conditions.get(index);
            Boolean truth = switch (condition) {
                case Json.Bool bool -> (Boolean) bool.value();
                case Json.Numeric number -> (Boolean) (number.real() != 0);
                case Json.Null empty -> null;
                case Json.Text text -> NumberText.parseBool(text.value());
                case Json.Array array -> null;
                case Json.Bag bag -> null;
            };
            chosen.add(truth == null ? Json.nothing() : elementOrSelf(truth ? whenTrue : whenFalse, index));
        }
        return write(chosen);
    }

    private static Json elementOrSelf(Json value, int index) {
        if (!(value instanceof Json.Array array)) {
            return value;
        }
        return index < array.elements().size() ? array.elements().get(index) : Json.nothing();
    }

    private static @Nullable String split(String json, String indexes) {
        return transformed(json, elements -> {
            List<Integer> cuts = new ArrayList<>();
            for (String index : JsonText.elementTexts(indexes)) {
                Long at = NumberText.parseLong(index);
                long given = at == null ? 0 : at;
                long position = given < 0 ? elements.size() + given : given;
                cuts.add(Math.clamp(position, 0, elements.size()));
            }
            Collections.sort(cuts);
            List<Json> parts = new ArrayList<>();
            int start = 0;
            for (int cut : cuts) {
                parts.add(new Json.Array(elements.subList(start, cut)));
                start = cut;
            }
            parts.add(new Json.Array(elements.subList(start, elements.size())));
            return parts;
        });
    }

    private static String join(String json, String delimiter) {
        List<Json> elements = elements(json);
        return elements == null
                ? ""
                : String.join(delimiter, elements.stream().map(Json::plainText).toList());
    }

    private static @Nullable String sort(String json, boolean descending, boolean nullsLast) {
        Comparator<Json> order = JsonOrder.NATURAL;
        return transformed(json, elements -> {
            List<Json> values = new ArrayList<>();
            List<Json> nulls = new ArrayList<>();
            for (Json element : elements) {
                (element instanceof Json.Null ? nulls : values).add(element);
            }
            values.sort(descending ? order.reversed() : order);
            List<Json> sorted = new ArrayList<>(nullsLast ? values : nulls);
            sorted.addAll(nullsLast ? nulls : values);
            return sorted;
        });
    }

    /** Numbers are equal by value: 1 and 1.0 are one. */
    private static boolean hasNumber(String json, String text) {
        Double wanted = NumberText.parseReal(text);
        List<String> elements = JsonText.elementTexts(json);
        StringFunctions.requireFew("in", elements);
        for (String element : elements) {
            if (text.equals(element)) {
                return true;
            }
            // Long numbers differ where their nearest doubles do not.
            boolean exact = NumberText.parseLong(text) != null && NumberText.parseLong(element) != null;
            if (!exact && wanted != null && wanted.equals(NumberText.parseReal(element))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasText(String json, String text, boolean fold) {
        String wanted = fold ? RegexSyntax.lowerCase(text) : text;
        List<String> elements = JsonText.elementTexts(json);
        StringFunctions.requireFew("in", elements);
        for (String element : elements) {
            if (wanted.equals(fold ? RegexSyntax.lowerCase(element) : element)) {
                return true;
            }
        }
        return false;
    }

    private static Set<Json> set(String json) {
        List<Json> elements = elements(json);
        return elements == null ? Set.of() : new LinkedHashSet<>(elements);
    }

    private static @Nullable String setUnion(@Nullable Object[] arguments) {
        Set<Json> union = new LinkedHashSet<>();
        for (Object argument : arguments) {
            List<Json> elements = argument == null ? null : elements((String) argument);
            if (elements == null) {
                return null;
            }
            union.addAll(elements);
        }
        return write(List.copyOf(union));
    }

    /** The elements of the first set that are in all others, or in none. */
    private static @Nullable String setOf(@Nullable Object[] arguments, boolean inAll) {
        Set<Json> result = new LinkedHashSet<>();
        for (int index = 0; index < arguments.length; index++) {
            Object argument = arguments[index];
            List<Json> elements = argument == null ? null : elements((String) argument);
            if (elements == null) {
                return null;
            }
            if (index == 0) {
                result.addAll(elements);
            } else if (inAll) {
                result.retainAll(new LinkedHashSet<>(elements));
            } else {
                elements.forEach(result::remove);
            }
        }
        return write(List.copyOf(result));
    }

    private static @Nullable Boolean setHas(String json, String element) {
        List<Json> elements = elements(json);
        return elements == null ? null : (Boolean) elements.contains(JsonText.read(element));
    }

    private static double jaccard(String left, String right) {
        Set<Json> union = new LinkedHashSet<>(set(left));
        union.addAll(set(right));
        Set<Json> both = new LinkedHashSet<>(set(left));
        both.retainAll(set(right));
        return union.isEmpty() ? Double.NaN : (double) both.size() / union.size();
    }

    private static @Nullable String zip(@Nullable Object[] arguments) {
        List<List<Json>> arrays = new ArrayList<>();
        int longest = 0;
        for (Object argument : arguments) {
            List<Json> elements = argument == null ? null : elements((String) argument);
            if (elements == null) {
                return null;
            }
            arrays.add(elements);
            longest = Math.max(longest, elements.size());
        }
        List<Json> rows = new ArrayList<>();
        for (int index = 0; index < longest; index++) {
            List<Json> row = new ArrayList<>();
            for (List<Json> array : arrays) {
                row.add(index < array.size() ? array.get(index) : Json.nothing());
            }
            rows.add(new Json.Array(row));
        }
        return write(rows);
    }

    private static @Nullable String repeat(FunctionList.Arguments a) {
        long count = a.integer(1);
        if (count < 0) {
            return null;
        }
        if (count > SeriesFunctions.MOST_ELEMENTS) {
            throw new QueryFailure(
                    "repeat() would make more than %d elements".formatted(SeriesFunctions.MOST_ELEMENTS));
        }
        return write(Collections.nCopies((int) count, JsonText.read(a.text(0))));
    }

    /** R92: an array's elements are added, not the array. */
    private static String collect(FunctionList.Arguments a, boolean distinct) {
        List<Json> all = Objects.requireNonNullElse(elements(a.text(0)), List.of());
        List<Json> flat = new ArrayList<>();
        for (Json element : all) {
            if (a.truth(1) && element instanceof Json.Array array) {
                flat.addAll(array.elements());
            } else {
                flat.add(element);
            }
        }
        List<Json> chosen = distinct ? new ArrayList<>(new LinkedHashSet<>(flat)) : flat;
        return write(chosen.subList(0, (int) Math.min(chosen.size(), a.integer(2))));
    }

    private static String expand(@Nullable String json, boolean pairs, long limit) {
        List<Json> rows = new ArrayList<>();
        switch (json == null ? Json.nothing() : JsonText.read(json)) {
            case Json.Array array -> rows.addAll(array.elements());
            case Json.Bag bag ->
                bag.members()
                        .forEach((key, value) -> rows.add(
                                pairs
                                        ? new Json.Array(List.of(new Json.Text(key), value))
                                        : new Json.Bag(Map.of(key, value))));
            case Json.Null empty -> rows.add(empty);
            case Json.Bool bool -> rows.add(bool);
            case Json.Numeric number -> rows.add(number);
            case Json.Text text -> rows.add(text);
        }
        return write(rows.subList(0, (int) Math.min(rows.size(), limit)));
    }
}
