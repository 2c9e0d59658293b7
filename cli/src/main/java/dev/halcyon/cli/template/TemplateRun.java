package dev.halcyon.cli.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applies a template: its resources one after the other, each after those that it depends on. */
public final class TemplateRun {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEEPEST = 10;

    /** The types that the management interface has, in lower case. */
    private static final Set<String> TYPES = Set.of(
            "microsoft.operationalinsights/workspaces",
            "microsoft.operationalinsights/workspaces/tables",
            "microsoft.operationalinsights/workspaces/savedsearches",
            "microsoft.insights/datacollectionrules",
            "microsoft.insights/datacollectionendpoints",
            "microsoft.insights/datacollectionruleassociations",
            "microsoft.insights/diagnosticsettings",
            "microsoft.authorization/roleassignments",
            "microsoft.authorization/roledefinitions",
            "microsoft.resources/deployments");

    /** What does not belong into the body of a request. */
    private static final Set<String> ENVELOPE = Set.of(
            "type",
            "apiVersion",
            "name",
            "dependsOn",
            "condition",
            "copy",
            "scope",
            "resources",
            "comments",
            "existing",
            "resourceGroup",
            "subscriptionId");

    /** Sends requests to the management interface. */
    public interface Manager {
        JsonNode put(String id, String apiVersion, JsonNode body);

        JsonNode get(String id, String apiVersion);
    }

    private final Manager manager;
    private final String groupId;
    private final Consumer<String> applied;
    private final int depth;

    /** Ids, names and symbols of the resources and loops of the template, also of those that are not made; lower case. */
    private final Set<String> declared = new HashSet<>();

    /**
     * A run.
     *
     * @param groupId the resource group that the template is applied to
     * @param applied hears the id of every resource that was applied
     */
    public TemplateRun(Manager manager, String groupId, Consumer<String> applied) {
        this(manager, groupId, applied, 0);
    }

    private TemplateRun(Manager manager, String groupId, Consumer<String> applied, int depth) {
        this.manager = manager;
        this.groupId = groupId;
        this.applied = applied;
        this.depth = depth;
    }

    /** A resource with what is known before it is its turn. */
    private record Pending(
            String symbol,
            String name,
            String id,
            String type,
            String apiVersion,
            JsonNode body,
            String loop,
            int index,
            Set<String> after,
            boolean existing) {}

    /**
     * Applies a template.
     *
     * @param parameters values by name
     * @return the outputs
     * @throws TemplateException when it cannot be applied; what was applied before stays
     */
    public ObjectNode apply(Template template, Map<String, JsonNode> parameters, String deploymentName) {
        if (depth > DEEPEST) {
            throw new TemplateException("Deployments are nested too deeply.");
        }
        Map<String, JsonNode> values = template.values(parameters, groupId, deploymentName);
        Map<String, Pending> known = new HashMap<>();
        Map<String, JsonNode> deployments = new HashMap<>();
        TemplateScope scope = new TemplateScope(
                groupId, deploymentName, values, template.variables(), new TemplateScope.References() {
                    @Override
                    public JsonNode find(String name, String version) {
                        return TemplateRun.this.find(name, version, known, deployments);
                    }

                    @Override
                    public List<JsonNode> all(String symbol) {
                        List<JsonNode> all = new ArrayList<>();
                        for (int index = 0; known.containsKey(element(symbol, index)); index++) {
                            all.add(find(element(symbol, index), ""));
                        }
                        return all;
                    }

                    @Override
                    public JsonNode info(String symbol) {
                        return TemplateRun.info(symbol, known);
                    }
                });
        List<Pending> pending = new ArrayList<>();
        template.resources().forEach(resource -> collect(resource.symbol(), resource.body(), "", "", scope, pending));
        for (Pending resource : pending) {
            known.put(resource.id().toLowerCase(Locale.ROOT), resource);
            known.putIfAbsent(resource.name().toLowerCase(Locale.ROOT), resource);
            if (!resource.symbol().isEmpty()) {
                known.put(
                        resource.loop().isEmpty()
                                ? resource.symbol().toLowerCase(Locale.ROOT)
                                : element(resource.symbol(), resource.index()),
                        resource);
            }
        }
        pending.forEach(this::requireKnown);
        for (Pending resource : ordered(pending)) {
            if (!resource.existing()) {
                apply(resource, scope, deployments);
                applied.accept(resource.id());
            }
        }
        ObjectNode outputs = JSON.createObjectNode();
        template.outputs().properties().forEach(output -> {
            if (scope.value(output.getValue().path("condition")).asBoolean(true)) {
                JsonNode copy = output.getValue().path("copy");
                outputs.putObject(output.getKey())
                        .set(
                                "value",
                                copy.isObject()
                                        ? scope.copies(copy)
                                        : scope.value(output.getValue().path("value")));
            }
        });
        return outputs;
    }

    private void collect(
            String symbol,
            JsonNode body,
            String parentType,
            String parentName,
            TemplateScope scope,
            List<Pending> all) {
        JsonNode copy = body.path("copy");
        declare(symbol);
        declare(copy.path("name").asString(""));
        if (!copy.isObject()) {
            one(symbol, body, parentType, parentName, "", 0, scope, all);
            return;
        }
        String loop = copy.path("name").asString("");
        int count = scope.count(copy);
        for (int index = 0; index < count; index++) {
            int at = index;
            scope.inLoop(loop, at, () -> {
                one(symbol, body, parentType, parentName, loop, at, scope, all);
                return at;
            });
        }
    }

    private void one(
            String symbol,
            JsonNode body,
            String parentType,
            String parentName,
            String loop,
            int index,
            TemplateScope scope,
            List<Pending> all) {
        String ownType = body.path("type").asString("");
        String type = parentType.isEmpty() ? ownType : parentType + "/" + ownType;
        if (!TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw new TemplateException("Resources of the type '%s' are not supported.".formatted(type));
        }
        String ownName = TemplateFunctions.plain(scope.value(body.path("name")));
        String name = parentName.isEmpty() ? ownName : parentName + "/" + ownName;
        String place = body.has("scope") ? TemplateFunctions.plain(scope.value(body.path("scope"))) : "";
        String group = group(body, type, scope);
        String id = place.isEmpty()
                ? ResourceIds.of(group, List.of(type, name))
                : ResourceIds.below(absolute(place), List.of(type, name));
        declare(id);
        declare(name);
        declare(element(symbol, index));
        if (!scope.value(body.path("condition")).asBoolean(true)) {
            return;
        }
        Set<String> after = new HashSet<>();
        for (JsonNode before : scope.value(body.path("dependsOn"))) {
            after.add(before.asString("").toLowerCase(Locale.ROOT));
        }
        if (!parentName.isEmpty()) {
            after.add(ResourceIds.of(groupId, List.of(parentType, parentName)).toLowerCase(Locale.ROOT));
        }
        boolean existing = body.path("existing").asBoolean(false);
        String version = TemplateFunctions.plain(scope.value(body.path("apiVersion")));
        all.add(new Pending(symbol, name, id, type, version, body, loop, index, after, existing));
        body.path("resources").forEach(child -> collect("", child, type, name, scope, all));
    }

    /** The group that a resource lies in: another one than the template's own only for what exists already. */
    private String group(JsonNode body, String type, TemplateScope scope) {
        if (!body.has("resourceGroup") && !body.has("subscriptionId")) {
            return groupId;
        }
        String subscription = body.has("subscriptionId")
                ? TemplateFunctions.plain(scope.value(body.path("subscriptionId")))
                : ResourceIds.subscription(groupId);
        String group = body.has("resourceGroup")
                ? TemplateFunctions.plain(scope.value(body.path("resourceGroup")))
                : ResourceIds.group(groupId);
        String id = "/subscriptions/%s/resourceGroups/%s".formatted(subscription, group);
        if (!id.equalsIgnoreCase(groupId) && !body.path("existing").asBoolean(false)) {
            throw new TemplateException(
                    "A resource of the type '%s' belongs into '%s'; a template is applied to '%s' only."
                            .formatted(type, id, groupId));
        }
        return id;
    }

    /** How a resource of a loop is called: {@code rules[0]}. */
    private static String element(String symbol, int index) {
        return "%s[%d]".formatted(symbol.toLowerCase(Locale.ROOT), index);
    }

    private static JsonNode info(String symbol, Map<String, Pending> known) {
        Pending resource = known.get(symbol.toLowerCase(Locale.ROOT));
        if (resource == null) {
            throw new TemplateException("resourceInfo('%s') names no resource of the template.".formatted(symbol));
        }
        return JSON.createObjectNode()
                .put("id", resource.id())
                .put("name", resource.id().substring(resource.id().lastIndexOf('/') + 1))
                .put("type", resource.type())
                .put("apiVersion", resource.apiVersion());
    }

    /** A scope may name a resource by type and name only: {@code Microsoft.X/type/name}. */
    private String absolute(String scope) {
        if (scope.startsWith("/")) {
            return scope;
        }
        return groupId + "/providers/" + scope;
    }

    private void declare(String name) {
        declared.add(name.toLowerCase(Locale.ROOT));
    }

    private void requireKnown(Pending resource) {
        for (String before : resource.after()) {
            if (!declared.contains(before) && declared.stream().noneMatch(id -> id.endsWith("/providers/" + before))) {
                throw new TemplateException("The resource '%s' depends on '%s', which the template does not declare."
                        .formatted(resource.name(), before));
            }
        }
    }

    private static List<Pending> ordered(List<Pending> pending) {
        List<Pending> ordered = new ArrayList<>();
        List<Pending> waiting = new ArrayList<>(pending);
        while (!waiting.isEmpty()) {
            List<Pending> ready = waiting.stream()
                    .filter(resource -> waiting.stream()
                            .noneMatch(other -> !other.id().equals(resource.id()) && dependsOn(resource, other)))
                    .toList();
            if (ready.isEmpty()) {
                throw new TemplateException("The resources '%s' depend on each other."
                        .formatted(waiting.getFirst().name()));
            }
            ordered.addAll(ready);
            waiting.removeAll(ready);
        }
        return ordered;
    }

    private static boolean dependsOn(Pending resource, Pending other) {
        String id = other.id().toLowerCase(Locale.ROOT);
        return resource.after().contains(id)
                || resource.after().contains(other.name().toLowerCase(Locale.ROOT))
                || (!other.symbol().isEmpty()
                        && (resource.after().contains(other.symbol().toLowerCase(Locale.ROOT))
                                || resource.after().contains(element(other.symbol(), other.index()))))
                || (!other.loop().isEmpty()
                        && resource.after().contains(other.loop().toLowerCase(Locale.ROOT)))
                || resource.after().stream()
                        .anyMatch(before ->
                                before.contains("/") && !before.startsWith("/") && id.endsWith("/providers/" + before));
    }

    private void apply(Pending resource, TemplateScope scope, Map<String, JsonNode> deployments) {
        if (Template.isDeployment(resource.body())) {
            deployments.put(resource.id().toLowerCase(Locale.ROOT), nested(resource, scope));
            return;
        }
        ObjectNode body = scope.inLoop(resource.loop(), resource.index(), () -> {
            ObjectNode given = JSON.createObjectNode();
            resource.body().properties().forEach(member -> {
                if (!ENVELOPE.contains(member.getKey())) {
                    given.set(member.getKey(), member.getValue());
                }
            });
            return (ObjectNode) scope.value(given);
        });
        manager.put(resource.id(), resource.apiVersion(), body);
    }

    /** A module: a template within the template, with parameters of its own. */
    private JsonNode nested(Pending resource, TemplateScope scope) {
        JsonNode properties = resource.body().path("properties");
        if (!properties.at("/expressionEvaluationOptions/scope").asString("").equalsIgnoreCase("inner")) {
            throw new TemplateException(
                    "The deployment '%s' is evaluated in the outer scope, which is not supported: set expressionEvaluationOptions.scope to inner."
                            .formatted(resource.name()));
        }
        if (properties.path("mode").asString("").equalsIgnoreCase("Complete")) {
            throw new TemplateException(
                    "The deployment '%s' has the mode Complete, which is not supported: it would delete what the template lacks."
                            .formatted(resource.name()));
        }
        if (!properties.path("template").isObject()) {
            throw new TemplateException("The deployment '%s' has no template in it, and linked ones are not supported."
                    .formatted(resource.name()));
        }
        Map<String, JsonNode> values = scope.inLoop(resource.loop(), resource.index(), () -> {
            Map<String, JsonNode> given = new HashMap<>();
            properties
                    .path("parameters")
                    .properties()
                    .forEach(parameter -> given.put(
                            parameter.getKey(), scope.value(parameter.getValue().path("value"))));
            return given;
        });
        ObjectNode outputs = new TemplateRun(manager, groupId, applied, depth + 1)
                .apply(Template.of(properties.path("template")), values, resource.name());
        ObjectNode deployment = JSON.createObjectNode();
        deployment.putObject("properties").set("outputs", outputs);
        return deployment;
    }

    private JsonNode find(
            String name, String apiVersion, Map<String, Pending> known, Map<String, JsonNode> deployments) {
        Pending resource = known.get(name.toLowerCase(Locale.ROOT));
        if (resource == null) {
            if (!name.startsWith("/") || apiVersion.isEmpty()) {
                throw new TemplateException("reference('%s') names no resource of the template.".formatted(name));
            }
            return manager.get(name, apiVersion);
        }
        if (Template.isDeployment(resource.body())) {
            JsonNode deployment = deployments.get(resource.id().toLowerCase(Locale.ROOT));
            if (deployment == null) {
                throw new TemplateException(
                        "reference('%s') asks for a deployment that is not done yet: add dependsOn.".formatted(name));
            }
            return deployment;
        }
        return manager.get(resource.id(), apiVersion.isEmpty() ? resource.apiVersion() : apiVersion);
    }

    /** The values of a parameter file, or of the object in one. */
    public static Map<String, JsonNode> parameters(JsonNode file) {
        Map<String, JsonNode> values = new HashMap<>();
        JsonNode parameters = file.has("parameters") ? file.path("parameters") : file;
        parameters.properties().forEach(parameter -> {
            if (!parameter.getValue().has("value")) {
                throw new TemplateException(
                        "The parameter '%s' of the parameter file has no 'value'.".formatted(parameter.getKey()));
            }
            values.put(parameter.getKey(), parameter.getValue().path("value"));
        });
        return values;
    }
}
