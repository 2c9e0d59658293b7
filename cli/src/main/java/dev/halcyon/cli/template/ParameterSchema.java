package dev.halcyon.cli.template;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a template says of the values of a parameter: types, bounds, and the definitions that it shares. */
final class ParameterSchema {

    private static final String DEFINITIONS = "#/definitions/";
    private static final int DEEPEST = 50;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode definitions;

    ParameterSchema(JsonNode definitions) {
        this.definitions = definitions;
    }

    /** The declaration with what it refers to filled in; its own members win. */
    ObjectNode resolved(JsonNode declared) {
        ObjectNode result = JSON.createObjectNode();
        JsonNode current = declared;
        for (int step = 0; step < DEEPEST; step++) {
            for (Map.Entry<String, JsonNode> member : current.properties()) {
                if (!member.getKey().equals("$ref") && !result.has(member.getKey())) {
                    result.set(member.getKey(), member.getValue());
                }
            }
            String reference = current.path("$ref").asString("");
            if (reference.isEmpty()) {
                return result;
            }
            JsonNode next = reference.startsWith(DEFINITIONS)
                    ? definitions.path(reference.substring(DEFINITIONS.length()))
                    : JSON.missingNode();
            if (!next.isObject()) {
                throw new TemplateException("The template has no definition '%s'.".formatted(reference));
            }
            current = next;
        }
        throw new TemplateException("The definition '%s' refers to itself.".formatted(declared.path("$ref")));
    }

    /**
     * Checks a value.
     *
     * @param path what the value is called in messages
     * @throws TemplateException when the declaration does not allow it
     */
    void check(String path, JsonNode value, JsonNode declared) {
        check(path, value, declared, 0);
    }

    private void check(String path, JsonNode value, JsonNode declared, int depth) {
        if (depth > DEEPEST) {
            throw new TemplateException("The parameter '%s' is nested too deeply.".formatted(path));
        }
        ObjectNode schema = resolved(declared);
        for (String member : new String[] {"discriminator", "prefixItems"}) {
            if (schema.has(member)) {
                throw new TemplateException(
                        "The parameter '%s' uses '%s', which is not supported.".formatted(path, member));
            }
        }
        if (value.isNull() && schema.path("nullable").asBoolean(false)) {
            return;
        }
        String type = schema.path("type").asString("").toLowerCase(Locale.ROOT);
        boolean suits = switch (type) {
            case "string", "securestring" -> value.isString();
            case "int" -> value.isIntegralNumber();
            case "bool" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object", "secureobject" -> value.isObject();
            default ->
                throw new TemplateException(
                        "The parameter '%s' has the type '%s', which is not supported.".formatted(path, type));
        };
        if (!suits) {
            throw new TemplateException("The parameter '%s' is of type %s; %s is none.".formatted(path, type, value));
        }
        bounds(path, value, schema);
        if (value.isArray() && schema.has("items")) {
            int index = 0;
            for (JsonNode element : value) {
                check("%s[%d]".formatted(path, index++), element, schema.path("items"), depth + 1);
            }
        }
        if (value.isObject()) {
            members(path, value, schema, depth);
        }
    }

    private static void bounds(String path, JsonNode value, JsonNode schema) {
        JsonNode allowed = schema.path("allowedValues");
        boolean listed = allowed.valueStream().anyMatch(value::equals)
                || (value.isArray()
                        && value.valueStream()
                                .allMatch(element -> allowed.valueStream().anyMatch(element::equals)));
        if (allowed.isArray() && !listed) {
            throw new TemplateException("The parameter '%s' is %s: use one of %s.".formatted(path, value, allowed));
        }
        if (value.isIntegralNumber()) {
            requireWithin(path, value.asLong(), schema, "minValue", "maxValue");
        } else if (value.isString()) {
            requireWithin(path, value.asString().length(), schema, "minLength", "maxLength");
        } else if (value.isArray()) {
            requireWithin(path, value.size(), schema, "minLength", "maxLength");
        }
    }

    private static void requireWithin(String path, long found, JsonNode schema, String least, String most) {
        if ((schema.has(least) && found < schema.path(least).asLong())
                || (schema.has(most) && found > schema.path(most).asLong())) {
            throw new TemplateException(
                    "The parameter '%s' does not keep to %s and %s: %d.".formatted(path, least, most, found));
        }
    }

    private void members(String path, JsonNode value, JsonNode schema, int depth) {
        JsonNode declared = schema.path("properties");
        declared.properties().forEach(member -> {
            String name = path + "." + member.getKey();
            if (value.has(member.getKey())) {
                check(name, value.path(member.getKey()), member.getValue(), depth + 1);
            } else if (!resolved(member.getValue()).path("nullable").asBoolean(false)) {
                throw new TemplateException("The parameter '%s' is missing.".formatted(name));
            }
        });
        JsonNode others = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (declared.has(member.getKey())) {
                continue;
            }
            String name = path + "." + member.getKey();
            if (others.isBoolean() && !others.asBoolean()) {
                throw new TemplateException("The parameter '%s' is not declared.".formatted(name));
            }
            if (others.isObject()) {
                check(name, member.getValue(), others, depth + 1);
            }
        }
    }
}
