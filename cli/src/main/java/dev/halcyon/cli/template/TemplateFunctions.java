package dev.halcyon.cli.template;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The functions that depend on their arguments alone, by their names in any letter case. */
final class TemplateFunctions {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\}\\}|\\{(\\d{1,3})\\}");
    private static final int UNIQUE_LENGTH = 13;
    private static final int LETTERS = 32;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private static final Map<String, Function<List<JsonNode>, JsonNode>> ALL =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        texts();
        collections();
        objects();
        logic();
        numbers();
        others();
    }

    private TemplateFunctions() {}

    static boolean isKnown(String name) {
        return ALL.containsKey(name);
    }

    /**
     * The value of a function.
     *
     * @throws TemplateException when the arguments are not those that it takes
     */
    static JsonNode call(String name, List<JsonNode> arguments) {
        Function<List<JsonNode>, JsonNode> function = ALL.get(name);
        if (function == null) {
            throw new TemplateException("The template function '%s' is not supported.".formatted(name));
        }
        try {
            return function.apply(arguments);
        } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException | JacksonException e) {
            throw new TemplateException("The arguments of %s(%s) do not fit."
                    .formatted(
                            name,
                            String.join(
                                    ", ",
                                    arguments.stream().map(JsonNode::toString).toList())));
        }
    }

    private static void texts() {
        ALL.put("concat", arguments -> {
            if (arguments.getFirst().isArray()) {
                ArrayNode all = JSON.createArrayNode();
                arguments.forEach(array -> array.forEach(all::add));
                return all;
            }
            return text(String.join(
                    "", arguments.stream().map(TemplateFunctions::plain).toList()));
        });
        ALL.put("format", TemplateFunctions::format);
        ALL.put("toLower", arguments -> text(string(arguments, 0).toLowerCase(Locale.ROOT)));
        ALL.put("toUpper", arguments -> text(string(arguments, 0).toUpperCase(Locale.ROOT)));
        ALL.put("trim", arguments -> text(string(arguments, 0).strip()));
        ALL.put("replace", arguments -> text(string(arguments, 0).replace(string(arguments, 1), string(arguments, 2))));
        ALL.put("startsWith", arguments -> bool(lower(arguments, 0).startsWith(lower(arguments, 1))));
        ALL.put("endsWith", arguments -> bool(lower(arguments, 0).endsWith(lower(arguments, 1))));
        ALL.put("indexOf", arguments -> NODES.numberNode(lower(arguments, 0).indexOf(lower(arguments, 1))));
        ALL.put("lastIndexOf", arguments -> NODES.numberNode(lower(arguments, 0).lastIndexOf(lower(arguments, 1))));
        ALL.put("substring", arguments -> {
            int from = Math.toIntExact(integer(arguments, 1));
            String whole = string(arguments, 0);
            int to = arguments.size() > 2 ? from + Math.toIntExact(integer(arguments, 2)) : whole.length();
            return text(whole.substring(from, to));
        });
        ALL.put("split", arguments -> {
            ArrayNode parts = JSON.createArrayNode();
            for (String part : string(arguments, 0).split(Pattern.quote(string(arguments, 1)), -1)) {
                parts.add(part);
            }
            return parts;
        });
        ALL.put(
                "join",
                arguments -> text(String.join(
                        string(arguments, 1),
                        arguments
                                .getFirst()
                                .valueStream()
                                .map(TemplateFunctions::plain)
                                .toList())));
        ALL.put("padLeft", arguments -> {
            String filler = arguments.size() > 2 ? string(arguments, 2) : " ";
            String padded = plain(arguments.getFirst());
            int missing = Math.min(Math.toIntExact(integer(arguments, 1)), 1000) - padded.length();
            return text(filler.repeat(Math.max(0, missing)) + padded);
        });
        ALL.put(
                "base64",
                arguments -> text(
                        Base64.getEncoder().encodeToString(string(arguments, 0).getBytes(StandardCharsets.UTF_8))));
        ALL.put(
                "base64ToString",
                arguments ->
                        text(new String(Base64.getDecoder().decode(string(arguments, 0)), StandardCharsets.UTF_8)));
        ALL.put(
                "base64ToJson",
                arguments -> JSON.readTree(
                        new String(Base64.getDecoder().decode(string(arguments, 0)), StandardCharsets.UTF_8)));
        ALL.put(
                "uriComponent",
                arguments -> text(URLEncoder.encode(string(arguments, 0), StandardCharsets.UTF_8)
                        .replace("+", "%20")));
        ALL.put(
                "uriComponentToString",
                arguments -> text(URLDecoder.decode(string(arguments, 0).replace("+", "%2B"), StandardCharsets.UTF_8)));
        ALL.put("string", arguments -> text(plain(arguments.getFirst())));
    }

    private static void collections() {
        ALL.put("createArray", arguments -> {
            ArrayNode array = JSON.createArrayNode();
            arguments.forEach(array::add);
            return array;
        });
        ALL.put(
                "array",
                arguments -> arguments.getFirst().isArray()
                        ? arguments.getFirst()
                        : JSON.createArrayNode().add(arguments.getFirst()));
        ALL.put("createObject", arguments -> {
            ObjectNode object = JSON.createObjectNode();
            for (int index = 0; index < arguments.size(); index += 2) {
                object.set(string(arguments, index), arguments.get(index + 1));
            }
            return object;
        });
        ALL.put("json", arguments -> JSON.readTree(string(arguments, 0)));
        ALL.put("length", arguments -> {
            JsonNode of = arguments.getFirst();
            return NODES.numberNode(of.isString() ? of.asString().length() : of.size());
        });
        ALL.put("empty", arguments -> {
            JsonNode of = arguments.getFirst();
            return bool(of.isNull() || (of.isString() ? of.asString().isEmpty() : of.isEmpty()));
        });
        ALL.put("contains", arguments -> {
            JsonNode of = arguments.getFirst();
            JsonNode wanted = arguments.get(1);
            if (of.isString()) {
                return bool(of.asString().contains(plain(wanted)));
            }
            return bool(of.isObject() ? of.has(plain(wanted)) : of.valueStream().anyMatch(wanted::equals));
        });
        ALL.put("first", arguments -> element(arguments.getFirst(), 0));
        ALL.put("last", arguments -> element(arguments.getFirst(), -1));
        ALL.put("take", arguments -> part(arguments.getFirst(), 0, integer(arguments, 1)));
        ALL.put("skip", arguments -> part(arguments.getFirst(), integer(arguments, 1), Integer.MAX_VALUE));
        ALL.put("range", arguments -> {
            ArrayNode numbers = JSON.createArrayNode();
            long count = Math.min(integer(arguments, 1), 10_000);
            for (long index = 0; index < count; index++) {
                numbers.add(integer(arguments, 0) + index);
            }
            return numbers;
        });
        ALL.put("union", TemplateFunctions::union);
    }

    private static void objects() {
        ALL.put("items", arguments -> {
            ArrayNode items = JSON.createArrayNode();
            new TreeMap<>(members(arguments.getFirst()))
                    .forEach((name, value) -> items.addObject().put("key", name).set("value", value));
            return items;
        });
        ALL.put("objectKeys", arguments -> {
            ArrayNode keys = JSON.createArrayNode();
            new TreeSet<>(members(arguments.getFirst()).keySet()).forEach(keys::add);
            return keys;
        });
        ALL.put(
                "shallowMerge",
                arguments -> union(arguments.getFirst().valueStream().toList()));
        ALL.put("flatten", arguments -> {
            ArrayNode flat = JSON.createArrayNode();
            arguments.getFirst().forEach(array -> array.forEach(flat::add));
            return flat;
        });
        ALL.put("intersection", arguments -> {
            ArrayNode common = JSON.createArrayNode();
            if (!arguments.stream().allMatch(JsonNode::isArray)) {
                throw new IllegalArgumentException("No arrays");
            }
            arguments
                    .getFirst()
                    .valueStream()
                    .filter(value -> arguments.stream()
                            .allMatch(array -> array.valueStream().anyMatch(value::equals)))
                    .forEach(common::add);
            return common;
        });
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("No object");
        }
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static void logic() {
        ALL.put("equals", arguments -> bool(arguments.get(0).equals(arguments.get(1))));
        ALL.put("not", arguments -> bool(!arguments.getFirst().asBoolean()));
        ALL.put("and", arguments -> bool(arguments.stream().allMatch(JsonNode::asBoolean)));
        ALL.put("or", arguments -> bool(arguments.stream().anyMatch(JsonNode::asBoolean)));
        ALL.put(
                "bool",
                arguments -> bool(
                        arguments.getFirst().isNumber()
                                ? arguments.getFirst().asLong() != 0
                                : Boolean.parseBoolean(plain(arguments.getFirst()))));
        ALL.put("true", arguments -> bool(true));
        ALL.put("false", arguments -> bool(false));
        ALL.put("null", arguments -> NODES.nullNode());
        ALL.put(
                "coalesce",
                arguments -> arguments.stream()
                        .filter(value -> !value.isNull())
                        .findFirst()
                        .orElse(NODES.nullNode()));
        ALL.put("less", arguments -> bool(compare(arguments) < 0));
        ALL.put("lessOrEquals", arguments -> bool(compare(arguments) <= 0));
        ALL.put("greater", arguments -> bool(compare(arguments) > 0));
        ALL.put("greaterOrEquals", arguments -> bool(compare(arguments) >= 0));
    }

    private static void numbers() {
        arithmetic("add", Math::addExact);
        arithmetic("sub", Math::subtractExact);
        arithmetic("mul", Math::multiplyExact);
        arithmetic("div", (one, other) -> one / other);
        arithmetic("mod", (one, other) -> one % other);
        ALL.put("int", arguments -> NODES.numberNode(Long.parseLong(plain(arguments.getFirst()))));
        extreme("min", (one, other) -> one.asLong() <= other.asLong() ? one : other);
        extreme("max", (one, other) -> one.asLong() >= other.asLong() ? one : other);
    }

    private static void others() {
        // The service documents that these two are the same for the same arguments, not which text they give.
        ALL.put("guid", arguments -> text(hash(arguments).toString()));
        ALL.put("uniqueString", arguments -> {
            long bits = hash(arguments).getLeastSignificantBits();
            StringBuilder letters = new StringBuilder();
            for (int index = 0; index < UNIQUE_LENGTH; index++) {
                letters.append(ALPHABET.charAt((int) Long.remainderUnsigned(bits, LETTERS)));
                bits = Long.divideUnsigned(bits, LETTERS);
            }
            return text(letters.toString());
        });
    }

    private static void arithmetic(String name, LongBinaryOperator operator) {
        ALL.put(
                name,
                arguments -> NODES.numberNode(operator.applyAsLong(integer(arguments, 0), integer(arguments, 1))));
    }

    private static void extreme(String name, BinaryOperator<JsonNode> better) {
        ALL.put(name, arguments -> {
            List<JsonNode> all = arguments.getFirst().isArray()
                    ? arguments.getFirst().valueStream().toList()
                    : arguments;
            return all.stream().reduce(better).orElseThrow(IllegalArgumentException::new);
        });
    }

    private static JsonNode format(List<JsonNode> arguments) {
        Matcher matcher = PLACEHOLDER.matcher(string(arguments, 0));
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String replacement = matcher.group(1) == null
                    ? matcher.group().substring(1)
                    : plain(arguments.get(1 + Integer.parseInt(matcher.group(1))));
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        String formatted = matcher.appendTail(result).toString();
        return text(formatted);
    }

    private static JsonNode union(List<JsonNode> arguments) {
        if (arguments.getFirst().isObject()) {
            ObjectNode merged = JSON.createObjectNode();
            arguments.forEach(object ->
                    object.properties().forEach(property -> merged.set(property.getKey(), property.getValue())));
            return merged;
        }
        ArrayNode merged = JSON.createArrayNode();
        for (JsonNode array : arguments) {
            for (JsonNode value : array) {
                if (merged.valueStream().noneMatch(value::equals)) {
                    merged.add(value);
                }
            }
        }
        return merged;
    }

    private static JsonNode element(JsonNode of, int position) {
        int size = of.isString() ? of.asString().length() : of.size();
        int index = position < 0 ? size + position : position;
        if (of.isString()) {
            return text(size == 0 ? "" : of.asString().substring(index, index + 1));
        }
        return size == 0 ? NODES.nullNode() : of.get(index);
    }

    private static JsonNode part(JsonNode of, long skipped, long taken) {
        if (of.isString()) {
            String whole = of.asString();
            int from = Math.clamp(skipped, 0, whole.length());
            int to = Math.clamp(from + taken, from, whole.length());
            return text(whole.substring(from, to));
        }
        ArrayNode kept = JSON.createArrayNode();
        of.valueStream().skip(Math.max(0, skipped)).limit(Math.max(0, taken)).forEach(kept::add);
        return kept;
    }

    private static int compare(List<JsonNode> arguments) {
        return arguments.get(0).isNumber()
                ? Long.compare(integer(arguments, 0), integer(arguments, 1))
                : string(arguments, 0).compareTo(string(arguments, 1));
    }

    private static UUID hash(List<JsonNode> arguments) {
        return UUID.nameUUIDFromBytes(arguments.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A value as text inside other text. */
    static String plain(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString("");
    }

    static String string(List<JsonNode> arguments, int index) {
        if (!arguments.get(index).isString()) {
            throw new IllegalArgumentException("No text");
        }
        return arguments.get(index).asString();
    }

    private static String lower(List<JsonNode> arguments, int index) {
        return string(arguments, index).toLowerCase(Locale.ROOT);
    }

    private static long integer(List<JsonNode> arguments, int index) {
        if (!arguments.get(index).isIntegralNumber()) {
            throw new IllegalArgumentException("No whole number");
        }
        return arguments.get(index).asLong();
    }

    private static JsonNode text(String value) {
        return NODES.stringNode(value);
    }

    private static JsonNode bool(boolean value) {
        return NODES.booleanNode(value);
    }
}
