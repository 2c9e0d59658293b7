package dev.halcyon.cli.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A template as its author wrote it.
 *
 * @param definitions types that parameters share
 * @param resources in order; with their symbolic names where the template has them
 */
public record Template(
        JsonNode parameters, JsonNode definitions, JsonNode variables, List<Declared> resources, JsonNode outputs) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> MEMBERS = Set.of(
            "$schema",
            "contentVersion",
            "definitions",
            "languageVersion",
            "metadata",
            "parameters",
            "variables",
            "resources",
            "outputs",
            "apiProfile");

    public Template {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(definitions, "definitions");
        Objects.requireNonNull(variables, "variables");
        resources = List.copyOf(resources);
        Objects.requireNonNull(outputs, "outputs");
    }

    /**
     * A resource of the template.
     *
     * @param symbol empty when it has no symbolic name
     */
    public record Declared(String symbol, JsonNode body) {}

    /**
     * Reads a template and refuses what is not known.
     *
     * @throws TemplateException when it cannot be applied
     */
    public static Template parse(String text) {
        try {
            return of(JSON.readTree(text));
        } catch (JacksonException e) {
            throw new TemplateException("The template is not JSON: " + e.getOriginalMessage());
        }
    }

    static Template of(JsonNode body) {
        if (!body.isObject() || !body.has("resources")) {
            throw new TemplateException(
                    "The file is no template: it has no 'resources'. Compile Bicep first: bicep build FILE.");
        }
        Set<String> unknown = new TreeSet<>(body.propertyNames());
        unknown.removeAll(MEMBERS);
        unknown.removeIf(name -> body.path(name).isEmpty());
        if (!unknown.isEmpty()) {
            throw new TemplateException("The template's member '%s' is not supported."
                    .formatted(unknown.iterator().next()));
        }
        List<Declared> resources = new ArrayList<>();
        JsonNode given = body.path("resources");
        if (given.isArray()) {
            given.forEach(resource -> resources.add(new Declared("", resource)));
        } else {
            given.properties().forEach(resource -> resources.add(new Declared(resource.getKey(), resource.getValue())));
        }
        resources.forEach(resource -> {
            if (!isDeployment(resource.body())) {
                TemplateScope.check(resource.body());
            }
        });
        TemplateScope.check(body.path("variables"));
        TemplateScope.check(body.path("outputs"));
        body.path("parameters").forEach(parameter -> TemplateScope.check(parameter.path("defaultValue")));
        return new Template(
                body.path("parameters"),
                body.path("definitions"),
                body.path("variables"),
                resources,
                body.path("outputs"));
    }

    static boolean isDeployment(JsonNode resource) {
        return resource.path("type").asString("").equalsIgnoreCase("Microsoft.Resources/deployments");
    }

    /**
     * The values of the parameters: given ones, else their defaults.
     *
     * @throws TemplateException when one is missing, unknown or not allowed
     */
    Map<String, JsonNode> values(Map<String, JsonNode> given, String groupId, String deploymentName) {
        given.keySet().forEach(name -> {
            if (!parameters.has(name)) {
                throw new TemplateException("The template has no parameter '%s'.".formatted(name));
            }
        });
        Map<String, JsonNode> values = new HashMap<>();
        TemplateScope defaults = new TemplateScope(groupId, deploymentName, values, variables, (name, version) -> {
            throw new TemplateException("A default value cannot ask for a resource.");
        });
        ParameterSchema schema = new ParameterSchema(definitions);
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            JsonNode declared = schema.resolved(parameter.getValue());
            Optional<JsonNode> value = Optional.ofNullable(given.get(parameter.getKey()));
            if (value.isEmpty() && declared.has("defaultValue")) {
                value = Optional.of(defaults.value(declared.path("defaultValue")));
            }
            if (value.isEmpty() && declared.path("nullable").asBoolean(false)) {
                value = Optional.of(JSON.getNodeFactory().nullNode());
            }
            JsonNode found = typed(
                    parameter.getKey(),
                    value.orElseThrow(
                            () -> new TemplateException("The parameter '%s' has no value: give --parameter %s=VALUE."
                                    .formatted(parameter.getKey(), parameter.getKey()))),
                    declared.path("type").asString(""));
            schema.check(parameter.getKey(), found, declared);
            values.put(parameter.getKey(), found);
        }
        return values;
    }

    /** Text of the command line takes the parameter's type. */
    private static JsonNode typed(String name, JsonNode value, String type) {
        if (!value.isString() || type.toLowerCase(Locale.ROOT).endsWith("string")) {
            return value;
        }
        try {
            return JSON.readTree(value.asString());
        } catch (JacksonException e) {
            throw new TemplateException(
                    "The parameter '%s' is of type %s; '%s' is none.".formatted(name, type, value.asString()));
        }
    }
}
