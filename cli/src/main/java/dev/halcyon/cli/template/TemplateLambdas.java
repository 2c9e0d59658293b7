package dev.halcyon.cli.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The functions that take functions: {@code map(array, lambda('x', lambdaVariables('x').name))}. */
final class TemplateLambdas {

    static final String LAMBDA = "lambda";
    static final String VARIABLE = "lambdavariables";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FUNCTIONS = Set.of("map", "filter", "sort", "reduce", "toobject");

    private TemplateLambdas() {}

    /** True for these functions and for the two that a lambda is written with. */
    static boolean isKnown(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return FUNCTIONS.contains(name) || name.equals(LAMBDA) || name.equals(VARIABLE);
    }

    static boolean takesLambda(String function) {
        return FUNCTIONS.contains(function.toLowerCase(Locale.ROOT));
    }

    /**
     * The value of a call.
     *
     * @throws TemplateException when the arguments are not those that the function takes
     */
    static JsonNode call(Expression.Call call, TemplateScope scope) {
        List<Expression> arguments = call.arguments();
        if (arguments.size() < 2) {
            throw unsuitable(call);
        }
        JsonNode over = scope.evaluate(arguments.getFirst());
        if (!over.isArray()) {
            throw unsuitable(call);
        }
        return switch (call.function().toLowerCase(Locale.ROOT)) {
            case "map" -> {
                ArrayNode mapped = JSON.createArrayNode();
                each(over, arguments.get(1), scope, (value, result) -> mapped.add(result));
                yield mapped;
            }
            case "filter" -> {
                ArrayNode kept = JSON.createArrayNode();
                each(over, arguments.get(1), scope, (value, result) -> {
                    if (result.asBoolean(false)) {
                        kept.add(value);
                    }
                });
                yield kept;
            }
            case "sort" -> sorted(over, arguments.get(1), scope);
            case "reduce" -> {
                if (arguments.size() != 3) {
                    throw unsuitable(call);
                }
                JsonNode result = scope.evaluate(arguments.get(1));
                for (JsonNode value : over) {
                    result = apply(arguments.get(2), List.of(result, value), scope);
                }
                yield result;
            }
            case "toobject" -> {
                ObjectNode object = JSON.createObjectNode();
                for (JsonNode value : over) {
                    JsonNode content = arguments.size() > 2 ? apply(arguments.get(2), List.of(value), scope) : value;
                    object.set(TemplateFunctions.plain(apply(arguments.get(1), List.of(value), scope)), content);
                }
                yield object;
            }
            default -> throw unsuitable(call);
        };
    }

    private interface Step {
        void with(JsonNode value, JsonNode result);
    }

    private static void each(JsonNode over, Expression lambda, TemplateScope scope, Step step) {
        int index = 0;
        for (JsonNode value : over) {
            step.with(value, apply(lambda, List.of(value, JSON.getNodeFactory().numberNode(index)), scope));
            index++;
        }
    }

    /** By insertion: the lambda says whether one element comes before another. */
    private static ArrayNode sorted(JsonNode over, Expression lambda, TemplateScope scope) {
        List<JsonNode> sorted = new ArrayList<>();
        for (JsonNode value : over) {
            int place = sorted.size();
            while (place > 0
                    && apply(lambda, List.of(value, sorted.get(place - 1)), scope)
                            .asBoolean(false)) {
                place--;
            }
            sorted.add(place, value);
        }
        ArrayNode array = JSON.createArrayNode();
        sorted.forEach(array::add);
        return array;
    }

    /** Further values than the lambda has parameters are left out. */
    private static JsonNode apply(Expression lambda, List<JsonNode> values, TemplateScope scope) {
        if (!(lambda instanceof Expression.Call call)
                || !call.function().toLowerCase(Locale.ROOT).equals(LAMBDA)
                || call.arguments().isEmpty()
                || call.arguments().size() - 1 > values.size()) {
            throw new TemplateException("A function takes a lambda with another number of parameters.");
        }
        Map<String, JsonNode> named = new HashMap<>();
        for (int index = 0; index < call.arguments().size() - 1; index++) {
            named.put(TemplateFunctions.plain(scope.evaluate(call.arguments().get(index))), values.get(index));
        }
        return scope.withLambda(named, () -> scope.evaluate(call.arguments().getLast()));
    }

    private static TemplateException unsuitable(Expression.Call call) {
        return new TemplateException("The arguments of %s do not fit.".formatted(call.function()));
    }
}
