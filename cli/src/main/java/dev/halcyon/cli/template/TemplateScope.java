package dev.halcyon.cli.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates the values of one template: its parameters, variables and functions, and where it is applied. */
final class TemplateScope {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> CONTEXT_FUNCTIONS = Set.of(
            "parameters",
            "variables",
            "resourceid",
            "subscriptionresourceid",
            "extensionresourceid",
            "resourcegroup",
            "subscription",
            "tenant",
            "deployment",
            "reference",
            "references",
            "resourceinfo",
            "environment",
            "copyindex",
            "if",
            "tryget",
            "utcnow",
            "newguid");
    private static final int MOST_COPIES = 800;

    private final String groupId;
    private final String deploymentName;
    private final Map<String, JsonNode> parameters;
    private final JsonNode variables;
    private final Map<String, JsonNode> evaluated = new HashMap<>();
    private final Set<String> evaluating = new HashSet<>();
    private final Map<String, Integer> loops = new HashMap<>();
    private final Map<String, JsonNode> lambdaVariables = new HashMap<>();
    private final References references;

    /** Finds what {@code reference} means, when it is evaluated. */
    @FunctionalInterface
    interface References {
        /**
         * The resource.
         *
         * @param name an id, a name or a symbolic name
         * @param apiVersion empty when none is given
         */
        JsonNode find(String name, String apiVersion);

        /** The resources that a loop of that symbolic name makes, in order. */
        default List<JsonNode> all(String symbol) {
            throw new TemplateException("references('%s') names no loop of the template.".formatted(symbol));
        }

        /** What is known of a resource of that symbolic name before it is there. */
        default JsonNode info(String symbol) {
            throw new TemplateException("resourceInfo('%s') names no resource of the template.".formatted(symbol));
        }
    }

    TemplateScope(
            String groupId,
            String deploymentName,
            Map<String, JsonNode> parameters,
            JsonNode variables,
            References references) {
        this.groupId = groupId;
        this.deploymentName = deploymentName;
        this.parameters = parameters;
        this.variables = variables;
        this.references = references;
    }

    /** Refuses functions that are not known, wherever in a value they stand. */
    static void check(JsonNode value) {
        if (value.isString()) {
            if (ExpressionParser.isExpression(value.asString())) {
                check(ExpressionParser.parse(value.asString()));
            }
        } else {
            value.forEach(TemplateScope::check);
        }
    }

    private static void check(Expression expression) {
        switch (expression) {
            case Expression.Constant constant -> {}
            case Expression.Access access -> {
                check(access.of());
                check(access.key());
            }
            case Expression.Call call -> {
                if (!CONTEXT_FUNCTIONS.contains(call.function().toLowerCase(Locale.ROOT))
                        && !TemplateLambdas.isKnown(call.function())
                        && !TemplateFunctions.isKnown(call.function())) {
                    throw new TemplateException(
                            "The template function '%s' is not supported.".formatted(call.function()));
                }
                call.arguments().forEach(TemplateScope::check);
            }
        }
    }

    /** Runs work with a loop of a name at an index. */
    <T> T inLoop(String name, int index, Supplier<T> work) {
        Integer outer = loops.put(name, index);
        Integer outerUnnamed = loops.put("", index);
        try {
            return work.get();
        } finally {
            restore("", outerUnnamed);
            restore(name, outer);
        }
    }

    private void restore(String name, @org.jspecify.annotations.Nullable Integer outer) {
        if (outer == null) {
            loops.remove(name);
        } else {
            loops.put(name, outer);
        }
    }

    /** How often a {@code copy} runs. */
    int count(JsonNode copy) {
        JsonNode count = value(copy.path("count"));
        if (!count.isIntegralNumber() || count.asLong() < 0 || count.asLong() > MOST_COPIES) {
            throw new TemplateException("The count of a copy is %s: use 0 to %d.".formatted(count, MOST_COPIES));
        }
        return count.asInt();
    }

    /** A value with everything in it evaluated. */
    JsonNode value(JsonNode given) {
        if (given.isString()) {
            return text(given.asString());
        }
        if (given.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            given.forEach(element -> array.add(value(element)));
            return array;
        }
        if (!given.isObject()) {
            return given;
        }
        ObjectNode object = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            if (member.getKey().equals("copy") && member.getValue().isArray()) {
                for (JsonNode copy : member.getValue()) {
                    object.set(copy.path("name").asString(""), copies(copy));
                }
            } else {
                object.set(TemplateFunctions.plain(text(member.getKey())), value(member.getValue()));
            }
        }
        return object;
    }

    /** The elements that a {@code copy} makes out of its {@code input}. */
    ArrayNode copies(JsonNode copy) {
        String name = copy.path("name").asString("");
        ArrayNode array = JSON.createArrayNode();
        int count = count(copy);
        for (int index = 0; index < count; index++) {
            array.add(inLoop(name, index, () -> value(copy.path("input"))));
        }
        return array;
    }

    private JsonNode text(String text) {
        if (ExpressionParser.isExpression(text)) {
            return evaluate(ExpressionParser.parse(text));
        }
        return JSON.getNodeFactory().stringNode(text.startsWith("[[") ? text.substring(1) : text);
    }

    /** Runs work while a lambda's parameters have values. */
    <T> T withLambda(Map<String, JsonNode> values, Supplier<T> work) {
        Map<String, JsonNode> outer = Map.copyOf(lambdaVariables);
        lambdaVariables.putAll(values);
        try {
            return work.get();
        } finally {
            lambdaVariables.clear();
            lambdaVariables.putAll(outer);
        }
    }

    JsonNode evaluate(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.Access access -> access(access);
            case Expression.Call call -> call(call);
        };
    }

    private JsonNode access(Expression.Access access) {
        JsonNode of = evaluate(access.of());
        JsonNode key = evaluate(access.key());
        JsonNode found = key.isIntegralNumber() ? of.path(key.asInt()) : of.path(TemplateFunctions.plain(key));
        if (found.isMissingNode() && of.isObject()) {
            for (Map.Entry<String, JsonNode> member : of.properties()) {
                if (member.getKey().equalsIgnoreCase(TemplateFunctions.plain(key))) {
                    return member.getValue();
                }
            }
        }
        if (found.isMissingNode()) {
            if (access.optional()) {
                return JSON.getNodeFactory().nullNode();
            }
            throw new TemplateException("There is no member or element %s in %s.".formatted(key, of));
        }
        return found;
    }

    private JsonNode call(Expression.Call call) {
        String name = call.function().toLowerCase(Locale.ROOT);
        if (name.equals("if")) {
            return evaluate(
                    call.arguments().get(evaluate(call.arguments().getFirst()).asBoolean() ? 1 : 2));
        }
        if (TemplateLambdas.takesLambda(name)) {
            return TemplateLambdas.call(call, this);
        }
        List<JsonNode> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(evaluate(argument)));
        if (name.equals(TemplateLambdas.VARIABLE)) {
            return lambdaVariable(arguments);
        }
        if (!CONTEXT_FUNCTIONS.contains(name)) {
            return TemplateFunctions.call(call.function(), arguments);
        }
        try {
            return inContext(name, arguments);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new TemplateException("The arguments of %s do not fit.".formatted(call.function()));
        }
    }

    private JsonNode inContext(String name, List<JsonNode> arguments) {
        return switch (name) {
            case "parameters" -> parameter(TemplateFunctions.string(arguments, 0));
            case "variables" -> variable(TemplateFunctions.string(arguments, 0));
            case "resourceid" -> textNode(ResourceIds.of(groupId, strings(arguments)));
            case "subscriptionresourceid" -> textNode(ResourceIds.ofSubscription(groupId, strings(arguments)));
            case "extensionresourceid" ->
                textNode(ResourceIds.below(
                        TemplateFunctions.string(arguments, 0), strings(arguments.subList(1, arguments.size()))));
            case "resourcegroup" ->
                JSON.createObjectNode()
                        .put("id", groupId)
                        .put("name", ResourceIds.group(groupId))
                        .put("location", "local");
            case "subscription" ->
                JSON.createObjectNode()
                        .put("id", "/subscriptions/" + ResourceIds.subscription(groupId))
                        .put("subscriptionId", ResourceIds.subscription(groupId))
                        .put("tenantId", new UUID(0, 0).toString())
                        .put("displayName", "Halcyon");
            case "tenant" -> JSON.createObjectNode().put("tenantId", new UUID(0, 0).toString());
            case "deployment" -> JSON.createObjectNode().put("name", deploymentName);
            case "copyindex" -> copyIndex(arguments);
            case "tryget" -> tryGet(arguments);
            case "utcnow" ->
                textNode(DateTimeFormatter.ofPattern(
                                arguments.isEmpty() ? "yyyyMMdd'T'HHmmss'Z'" : TemplateFunctions.string(arguments, 0),
                                Locale.ROOT)
                        .format(Instant.now().atOffset(ZoneOffset.UTC)));
            case "newguid" -> textNode(UUID.randomUUID().toString());
            case "reference" -> reference(arguments);
            case "references" -> references(arguments);
            case "resourceinfo" -> references.info(TemplateFunctions.string(arguments, 0));
            case "environment" ->
                JSON.createObjectNode().put("name", "Halcyon").put("resourceManager", "https://management.azure.com/");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static JsonNode tryGet(List<JsonNode> arguments) {
        JsonNode value = arguments.getFirst();
        for (JsonNode key : arguments.subList(1, arguments.size())) {
            value = key.isIntegralNumber() ? value.path(key.asInt()) : value.path(key.asString(""));
        }
        return value.isMissingNode() ? JSON.getNodeFactory().nullNode() : value;
    }

    private JsonNode reference(List<JsonNode> arguments) {
        String version = arguments.size() > 1 ? arguments.get(1).asString("") : "";
        boolean full = arguments.size() > 2 && arguments.get(2).asString("").equalsIgnoreCase("Full");
        JsonNode resource = references.find(TemplateFunctions.string(arguments, 0), version);
        return full ? resource : resource.path("properties");
    }

    private JsonNode references(List<JsonNode> arguments) {
        boolean full = arguments.getLast().asString("").equalsIgnoreCase("Full");
        ArrayNode all = JSON.createArrayNode();
        references
                .all(TemplateFunctions.string(arguments, 0))
                .forEach(resource -> all.add(full ? resource : resource.path("properties")));
        return all;
    }

    private JsonNode lambdaVariable(List<JsonNode> arguments) {
        JsonNode value =
                arguments.size() == 1 ? lambdaVariables.get(TemplateFunctions.plain(arguments.getFirst())) : null;
        if (value == null) {
            throw new TemplateException("lambdaVariables names no parameter of a lambda around it.");
        }
        return value;
    }

    private JsonNode copyIndex(List<JsonNode> arguments) {
        boolean named = !arguments.isEmpty() && arguments.getFirst().isString();
        Integer index = loops.get(named ? arguments.getFirst().asString() : "");
        if (index == null) {
            throw new TemplateException("copyIndex stands outside of its copy.");
        }
        int offsetAt = named ? 1 : 0;
        long offset = arguments.size() > offsetAt ? arguments.get(offsetAt).asLong() : 0;
        return JSON.getNodeFactory().numberNode(index + offset);
    }

    private JsonNode parameter(String name) {
        JsonNode value = parameters.get(name);
        if (value == null) {
            throw new TemplateException("The template has no parameter '%s'.".formatted(name));
        }
        return value;
    }

    private JsonNode variable(String name) {
        JsonNode known = evaluated.get(name);
        if (known != null) {
            return known;
        }
        JsonNode given = variables.path(name);
        if (given.isMissingNode()) {
            for (JsonNode copy : variables.path("copy")) {
                if (copy.path("name").asString("").equals(name)) {
                    JsonNode copies = copies(copy);
                    evaluated.put(name, copies);
                    return copies;
                }
            }
            throw new TemplateException("The template has no variable '%s'.".formatted(name));
        }
        if (!evaluating.add(name)) {
            throw new TemplateException("The variable '%s' depends on itself.".formatted(name));
        }
        JsonNode value = value(given);
        evaluating.remove(name);
        evaluated.put(name, value);
        return value;
    }

    private static List<String> strings(List<JsonNode> arguments) {
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
            texts.add(TemplateFunctions.string(arguments, index));
        }
        return texts;
    }

    private static JsonNode textNode(String text) {
        return JSON.getNodeFactory().stringNode(text);
    }
}
