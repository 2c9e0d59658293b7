package dev.halcyon.kql.lint;

import dev.halcyon.kql.syntax.SyntaxNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes directly below a node. Every node is a record, so that its components are its children. */
final class SyntaxChildren {

    private SyntaxChildren() {}

    static List<SyntaxNode> of(SyntaxNode node) {
        List<SyntaxNode> children = new ArrayList<>();
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            try {
                add(component.getAccessor().invoke(node), children);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("A component of a syntax node is public", e);
            }
        }
        return children;
    }

    private static void add(@Nullable Object value, List<SyntaxNode> children) {
        if (value instanceof SyntaxNode child) {
            children.add(child);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> add(element, children));
        }
    }
}
