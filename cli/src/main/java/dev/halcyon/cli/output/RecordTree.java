package dev.halcyon.cli.output;

import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.type.TableSchema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Syntax trees and plans as indented text: one line a node, what is small stands in the line of its owner. */
public final class RecordTree {
    private static final int LONGEST_LINE = 110;

    private final List<String> lines = new ArrayList<>();

    private RecordTree() {}

    /** The lines of a tree of records. */
    public static List<String> lines(Object root) {
        RecordTree tree = new RecordTree();
        tree.write("", root, 0);
        return tree.lines;
    }

    private void write(String label, Object node, int depth) {
        String indent = "  ".repeat(depth);
        String inline = inline(node);
        if (!holdsRelation(node) && indent.length() + label.length() + inline.length() <= LONGEST_LINE) {
            lines.add(indent + label + inline);
            return;
        }
        switch (node) {
            case List<?> list -> {
                lines.add(indent + label.strip());
                if (list.stream().allMatch(RecordTree::isLeaf)) {
                    wrap(list, depth + 1);
                } else {
                    list.forEach(element -> write("", element, depth + 1));
                }
            }
            case Optional<?> optional -> optional.ifPresent(value -> write(label, value, depth));
            case Record owner
            when !isLeaf(owner) -> {
                StringBuilder own =
                        new StringBuilder(indent + label + owner.getClass().getSimpleName());
                List<RecordComponent> below = new ArrayList<>();
                for (RecordComponent component : owner.getClass().getRecordComponents()) {
                    Object value = value(owner, component);
                    if (value == null || value instanceof SourceSpan || isEmpty(value)) {
                        continue;
                    }
                    String text = component.getName() + "=" + inline(value);
                    if (!holdsRelation(value) && own.length() + text.length() + 1 <= LONGEST_LINE && below.isEmpty()) {
                        own.append(' ').append(text);
                    } else {
                        below.add(component);
                    }
                }
                lines.add(own.toString());
                for (RecordComponent component : below) {
                    Object value = value(owner, component);
                    if (value != null) {
                        write(component.getName() + ": ", value, depth + 1);
                    }
                }
            }
            default -> lines.add(indent + label + DisplayText.cut(inline, LONGEST_LINE));
        }
    }

    private void wrap(List<?> leaves, int depth) {
        StringBuilder line = new StringBuilder("  ".repeat(depth));
        for (Object leaf : leaves) {
            String text = inline(leaf);
            if (line.length() + text.length() > LONGEST_LINE) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder("  ".repeat(depth));
            }
            line.append(text).append(' ');
        }
        lines.add(line.toString().stripTrailing());
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Optional<?> optional && optional.isEmpty());
    }

    private static boolean isLeaf(Object value) {
        return value instanceof FunctionDeclaration || value instanceof PlanColumn || value instanceof TableSchema;
    }

    private static boolean holdsRelation(Object value) {
        return switch (value) {
            case Relation relation -> true;
            case List<?> list -> list.stream().anyMatch(RecordTree::holdsRelation);
            case Optional<?> optional ->
                optional.filter(RecordTree::holdsRelation).isPresent();
            case Record owner
            when !isLeaf(owner) -> {
                for (RecordComponent component : owner.getClass().getRecordComponents()) {
                    Object part = value(owner, component);
                    if (part != null && holdsRelation(part)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> false;
        };
    }

    private static String inline(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case FunctionDeclaration function -> function.name();
            case TableSchema table -> table.name();
            case Name name -> DisplayText.visible(name.text());
            case List<?> list -> list.stream().map(RecordTree::inline).collect(Collectors.joining(", ", "[", "]"));
            case Optional<?> optional -> optional.map(RecordTree::inline).orElse("none");
            case Record owner
            when !isLeaf(owner) -> {
                List<String> parts = new ArrayList<>();
                for (RecordComponent component : owner.getClass().getRecordComponents()) {
                    Object part = value(owner, component);
                    if (part != null && !(part instanceof SourceSpan) && !isEmpty(part)) {
                        parts.add(inline(part));
                    }
                }
                yield owner.getClass().getSimpleName() + parts.stream().collect(Collectors.joining(", ", "(", ")"));
            }
            default -> DisplayText.visible(value.toString());
        };
    }

    private static @Nullable Object value(Record owner, RecordComponent component) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Components of trees are public: " + component, e);
        }
    }
}
