package dev.halcyon.workspace.deletion;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A condition on one column.
 *
 * @param column its name
 * @param operator one of {@link #OPERATORS}
 * @param values one value, two for {@code between}, any number for {@code in}; as text
 */
public record DeletionFilter(String column, String operator, List<String> values) {

    /** The operators of management.md section 4. */
    public static final Set<String> OPERATORS = Set.of("==", "=~", "in", "in~", ">", ">=", "<", "<=", "between");

    public DeletionFilter {
        Objects.requireNonNull(column, "column");
        if (!OPERATORS.contains(operator)) {
            throw new InvalidDeletionException(
                    "Operator '%s' is not supported: use one of ==, =~, in, in~, >, >=, <, <=, between."
                            .formatted(operator));
        }
        values = List.copyOf(values);
        boolean fits = operator.equals("between")
                ? values.size() == 2
                : operator.startsWith("in") ? !values.isEmpty() : values.size() == 1;
        if (!fits) {
            throw new InvalidDeletionException(
                    "Operator '%s' does not take %d values.".formatted(operator, values.size()));
        }
    }
}
