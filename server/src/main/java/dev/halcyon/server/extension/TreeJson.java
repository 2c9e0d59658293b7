package dev.halcyon.server.extension;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.plan.FileRows;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.plan.FileTable;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.type.TableSchema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A syntax tree or a plan as JSON: a node is an object with its kind in {@code node}. Relations that read each other are
 * an array of steps, the first step first, so that a long pipe is not a deep tree. What exceeds the bounds is left out:
 * the same part of a plan may stand in many places.
 */
final class TreeJson {

    /** Readers of JSON take less than 1000 levels, some only 500. */
    private static final int DEEPEST = 200;

    private static final int MOST_NODES = 20_000;
    private static final String LEFT_OUT = "…";
    private static final JsonMapper JSON = JsonMapper.shared();

    private int nodes;
    private boolean shortened;

    /** The JSON of a tree of records. */
    JsonNode of(Object root) {
        return value(root, 0);
    }

    /** True when a bound was met. */
    boolean isShortened() {
        return shortened;
    }

    /** True when a relation, or one below it, reads a file. */
    static boolean readsFiles(Relation root) {
        return holds(root, node -> node instanceof FileRows || node instanceof FileTable);
    }

    /** True when a relation, or one below it, reads a table that has rows which its reader may not see. */
    static boolean readsRestricted(Relation root) {
        return holds(
                root,
                node -> node instanceof TableScan scan && scan.restriction().isPresent());
    }

    private static boolean holds(Relation root, Predicate<Record> wanted) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Object value = open.pop();
            switch (value) {
                case List<?> list -> list.forEach(open::push);
                case Optional<?> optional -> optional.ifPresent(open::push);
                case Map<?, ?> map -> map.values().forEach(open::push);
                case Record node -> {
                    if (wanted.test(node)) {
                        return true;
                    }
                    if (seen.add(node)) {
                        for (RecordComponent component : node.getClass().getRecordComponents()) {
                            Object part = component(node, component);
                            if (part != null) {
                                open.push(part);
                            }
                        }
                    }
                }
                default -> {
                    // A leaf reads nothing.
                }
            }
        }
        return false;
    }

    private JsonNode value(@Nullable Object value, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            shortened = true;
            return JSON.getNodeFactory().stringNode(LEFT_OUT);
        }
        return switch (value) {
            case null -> JSON.nullNode();
            case Boolean truth -> JSON.getNodeFactory().booleanNode(truth);
            case Integer number -> JSON.getNodeFactory().numberNode(number);
            case Long number -> JSON.getNodeFactory().numberNode(number);
            case CharSequence text -> JSON.getNodeFactory().stringNode(text.toString());
            case Number number -> JSON.getNodeFactory().stringNode(number.toString());
            case Enum<?> constant -> JSON.getNodeFactory().stringNode(constant.name());
            case Optional<?> optional -> value(optional.orElse(null), depth);
            case Name name -> JSON.getNodeFactory().stringNode(name.text());
            case FunctionDeclaration function -> JSON.getNodeFactory().stringNode(function.name());
            case TableSchema table -> JSON.getNodeFactory().stringNode(table.name());
            case PlanColumn column -> JSON.getNodeFactory().stringNode(column.toString());
            case SourceSpan span -> JSON.createArrayNode().add(span.start()).add(span.end());
            case Relation relation -> steps(relation, depth);
            case List<?> list -> array(list, depth);
            case Map<?, ?> map -> object(map, depth);
            case Record node -> object(node, depth);
            // Nothing is known about what such a text would tell.
            default -> JSON.getNodeFactory().stringNode(value.getClass().getSimpleName());
        };
    }

    private ArrayNode array(List<?> list, int depth) {
        ArrayNode array = JSON.createArrayNode();
        for (Object element : list) {
            array.add(value(element, depth + 1));
            if (nodes > MOST_NODES) {
                break;
            }
        }
        return array;
    }

    private ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode object = JSON.createObjectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), value(value, depth + 1)));
        return object;
    }

    /** The relation and those below it as far as each has one input. */
    private ArrayNode steps(Relation last, int depth) {
        List<JsonNode> steps = new ArrayList<>();
        Relation next = last;
        while (next instanceof Record node) {
            if (++nodes > MOST_NODES) {
                shortened = true;
                steps.add(JSON.getNodeFactory().stringNode(LEFT_OUT));
                break;
            }
            List<RecordComponent> inputs = new ArrayList<>();
            for (RecordComponent component : node.getClass().getRecordComponents()) {
                if (Relation.class.isAssignableFrom(component.getType())) {
                    inputs.add(component);
                }
            }
            boolean oneInput = inputs.size() == 1;
            steps.add(object(node, oneInput ? inputs.getFirst().getName() : "", depth + 1));
            next = oneInput && component(node, inputs.getFirst()) instanceof Relation below ? below : null;
        }
        ArrayNode array = JSON.createArrayNode();
        steps.reversed().forEach(array::add);
        return array;
    }

    private ObjectNode object(Record node, int depth) {
        return object(node, "", depth);
    }

    private ObjectNode object(Record node, String without, int depth) {
        ObjectNode object = JSON.createObjectNode().put("node", node.getClass().getSimpleName());
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            String name = component.getName();
            boolean isPath = (node instanceof FileRows && name.equals("path"))
                    || (node instanceof FileSource && name.equals("paths"));
            if (name.equals(without) || isPath) {
                continue;
            }
            Object part = component(node, component);
            if (part != null && !isEmpty(part)) {
                object.set(name, value(part, depth + 1));
            }
        }
        return object;
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Optional<?> optional && optional.isEmpty());
    }

    private static @Nullable Object component(Record owner, RecordComponent component) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Components of trees are public: " + component, e);
        }
    }
}
