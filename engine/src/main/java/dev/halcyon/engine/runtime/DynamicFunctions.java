package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parsing, members and bags (R64, R66, R68, R70). */
final class DynamicFunctions {

    private DynamicFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        list.strict("kql_parse_json", "R66", text, a -> parse(a.text(0)), text);
        list.strict("kql_parse_dynamic", "R66", text, a -> parseDynamic(a.text(0)), text);
        list.strict(
                "kql_sorted_json",
                "R68",
                text,
                a -> sorted(JsonText.read(a.text(0))).write(),
                text);
        list.strict("kql_named_member", "R64", text, a -> member(a.text(0), a.text(1)), text, text);
        list.strict("kql_dynamic_element", "R64", text, a -> dynamicElement(a.text(0), a.text(1)), text, text);
        list.variadic("kql_bag", "R69", text, DynamicFunctions::bag);
        list.variadic("kql_bag_filled", "", text, DynamicFunctions::filledBag);
        list.lenient(
                "kql_assert", "", SqlType.BOOLEAN, a -> asserted((Boolean) a[0], (String) a[1]), SqlType.BOOLEAN, text);
        list.variadic("kql_bag_merge", "R70", text, DynamicFunctions::merge);
        list.strict("kql_bag_keys", "R70", text, a -> keys(JsonText.read(a.text(0))), text);
        list.strict("kql_bag_has_key", "R70", SqlType.BOOLEAN, a -> hasKey(a.text(0), a.text(1)), text, text);
        list.strict("kql_bag_remove_keys", "R70", text, a -> remove(a.text(0), a.text(1)), text, text);
        list.strict("kql_bag_set_key", "R70", text, a -> set(a.text(0), a.text(1), a.text(2)), text, text, text);
        list.strict("kql_bag_zip", "R70", text, a -> zip(a.text(0), a.text(1)), text, text);
        list.strict("kql_bag_of", "R93", text, a -> bagOf(a.text(0), a.integer(1)), text, number);
        list.strict("kql_tree_path", "R64", text, a -> treePath(a.text(0)), text);
        list.strict("kql_extract_json", "R64", text, a -> extract(a.text(0), a.text(1)), text, text);
    }

    private static @Nullable String parse(String text) {
        return text.isBlank() ? null : JsonText.read(text).physical();
    }

    /** A dynamic string is parsed once more; anything else stays. */
    private static @Nullable String parseDynamic(String json) {
        return JsonText.read(json) instanceof Json.Text text ? parse(text.value()) : json;
    }

    private static Json sorted(Json value) {
        return switch (value) {
            case Json.Bag bag -> {
                Map<String, Json> members = new TreeMap<>();
                bag.members().forEach((key, member) -> members.put(key, sorted(member)));
                yield new Json.Bag(members);
            }
            case Json.Array array ->
                new Json.Array(
                        array.elements().stream().map(DynamicFunctions::sorted).toList());
            case Json.Null empty -> value;
            case Json.Bool bool -> value;
            case Json.Numeric number -> value;
            case Json.Text text -> value;
        };
    }

    private static @Nullable String member(String json, String name) {
        if (!(JsonText.read(json) instanceof Json.Bag bag)) {
            return null;
        }
        Json member = bag.members().get(name);
        return member == null ? null : member.physical();
    }

    private static @Nullable String dynamicElement(String json, String index) {
        return switch (JsonText.read(index)) {
            case Json.Text name -> member(json, name.value());
            case Json.Numeric number -> element(json, number);
            case Json.Null empty -> null;
            case Json.Bool bool -> null;
            case Json.Array array -> null;
            case Json.Bag bag -> null;
        };
    }

    private static @Nullable String element(String json, Json.Numeric index) {
        Long position = ConversionFunctions.toLong(index);
        if (position == null || !(JsonText.read(json) instanceof Json.Array array)) {
            return null;
        }
        int size = array.elements().size();
        long at = position < 0 ? size + position : position;
        return at < 0 || at >= size ? null : array.elements().get((int) at).physical();
    }

    /** Keys and JSON values in turn. */
    private static String bag(@Nullable Object[] arguments) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int index = 0; index + 1 < arguments.length; index += 2) {
            String key = (String) Objects.requireNonNullElse(arguments[index], "");
            members.put(key, JsonText.read((String) Objects.requireNonNullElse(arguments[index + 1], "null")));
        }
        return new Json.Bag(members).write();
    }

    /** Like {@link #bag}, without the values that are null or an empty text. */
    private static String filledBag(@Nullable Object[] arguments) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int index = 0; index + 1 < arguments.length; index += 2) {
            Json value = JsonText.read((String) Objects.requireNonNullElse(arguments[index + 1], "null"));
            if (!value.plainText().isEmpty()) {
                members.put((String) Objects.requireNonNullElse(arguments[index], ""), value);
            }
        }
        return new Json.Bag(members).write();
    }

    private static boolean asserted(@Nullable Boolean condition, @Nullable String message) {
        if (!Boolean.TRUE.equals(condition)) {
            throw new QueryFailure("Assertion failed: " + message);
        }
        return true;
    }

    /** The first value of a key stays. */
    private static @Nullable String merge(@Nullable Object[] arguments) {
        Map<String, Json> members = new LinkedHashMap<>();
        boolean any = false;
        for (Object argument : arguments) {
            if (argument != null && JsonText.read((String) argument) instanceof Json.Bag bag) {
                any = true;
                bag.members().forEach(members::putIfAbsent);
            }
        }
        return any ? new Json.Bag(members).write() : null;
    }

    private static @Nullable String keys(Json value) {
        return value instanceof Json.Bag bag
                ? StringFunctions.array(
                        List.copyOf(new ArrayList<>(bag.members().keySet())))
                : null;
    }

    private static @Nullable Boolean hasKey(String json, String key) {
        return JsonText.read(json) instanceof Json.Bag bag ? (Boolean) (at(bag, key) != null) : null;
    }

    private static @Nullable Json at(Json.Bag bag, String key) {
        return key.startsWith("$") ? JsonPath.read(bag, key) : bag.members().get(key);
    }

    private static @Nullable String remove(String json, String keys) {
        if (!(JsonText.read(json) instanceof Json.Bag bag)) {
            return null;
        }
        Json rest = bag;
        for (String key : JsonText.elementTexts(keys)) {
            rest = JsonPath.without(rest, key.startsWith("$") ? JsonPath.steps(key) : List.of(key));
        }
        return rest.write();
    }

    private static @Nullable String set(String json, String key, String value) {
        if (!(JsonText.read(json) instanceof Json.Bag bag)) {
            return null;
        }
        return JsonPath.with(bag, key.startsWith("$") ? JsonPath.steps(key) : List.of(key), JsonText.read(value))
                .write();
    }

    private static @Nullable String zip(String keys, String values) {
        if (!(JsonText.read(keys) instanceof Json.Array names)
                || !(JsonText.read(values) instanceof Json.Array cells)) {
            return null;
        }
        Map<String, Json> members = new LinkedHashMap<>();
        for (int index = 0; index < names.elements().size(); index++) {
            if (names.elements().get(index) instanceof Json.Text name) {
                members.putIfAbsent(
                        name.value(),
                        index < cells.elements().size() ? cells.elements().get(index) : Json.nothing());
            }
        }
        return new Json.Bag(members).write();
    }

    /** R93: the first value of a key wins, what is no bag is skipped. */
    private static String bagOf(String bags, long limit) {
        Map<String, Json> members = new LinkedHashMap<>();
        if (JsonText.read(bags) instanceof Json.Array array) {
            for (Json element : array.elements()) {
                if (element instanceof Json.Bag bag) {
                    bag.members().forEach((key, value) -> {
                        if (members.size() < limit) {
                            members.putIfAbsent(key, value);
                        }
                    });
                }
            }
        }
        return new Json.Bag(members).write();
    }

    private static @Nullable String treePath(String json) {
        List<String> paths = new ArrayList<>();
        collectPaths(JsonText.read(json), "", paths);
        return paths.isEmpty() ? null : StringFunctions.array(paths);
    }

    private static void collectPaths(Json value, String path, List<String> paths) {
        switch (value) {
            case Json.Bag bag ->
                bag.members().forEach((key, member) -> {
                    String own = path + "['" + key + "']";
                    paths.add(own);
                    collectPaths(member, own, paths);
                });
            case Json.Array array -> {
                if (!array.elements().isEmpty()) {
                    String own = path + "[0]";
                    paths.add(own);
                    array.elements().forEach(element -> collectPaths(element, own, paths));
                }
            }
            case Json.Null empty -> {}
            case Json.Bool bool -> {}
            case Json.Numeric number -> {}
            case Json.Text text -> {}
        }
    }

    private static @Nullable String extract(String path, String json) {
        Json value = JsonText.parse(json).orElse(Json.nothing());
        Json found = JsonPath.read(value, path);
        return found == null ? null : found.physical();
    }
}
