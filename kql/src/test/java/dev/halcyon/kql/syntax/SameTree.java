package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares syntax trees without their spans. */
final class SameTree {
    private SameTree() {}

    /** The first difference, or null when the trees are the same. */
    static @Nullable String difference(@Nullable Object left, @Nullable Object right, String path) {
        if (left == null || right == null) {
            return left == null && right == null ? null : path + ": " + left + " is not " + right;
        }
        if (left instanceof SourceSpan && right instanceof SourceSpan) {
            return null;
        }
        if (left instanceof List<?> leftList && right instanceof List<?> rightList) {
            return ofLists(leftList, rightList, path);
        }
        if (left instanceof SyntaxNode && left.getClass() == right.getClass()) {
            return ofRecords(left, right, path);
        }
        return left.equals(right) ? null : path + ": " + left + " is not " + right;
    }

    private static @Nullable String ofLists(List<?> left, List<?> right, String path) {
        if (left.size() != right.size()) {
            return path + ": " + left.size() + " elements are not " + right.size();
        }
        for (int i = 0; i < left.size(); i++) {
            String difference = difference(left.get(i), right.get(i), path + "[" + i + "]");
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static @Nullable String ofRecords(Object left, Object right, String path) {
        for (RecordComponent component : left.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                String difference = difference(
                        component.getAccessor().invoke(left),
                        component.getAccessor().invoke(right),
                        path + "." + component.getName());
                if (difference != null) {
                    return difference;
                }
            } catch (ReflectiveOperationException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return null;
    }
}
