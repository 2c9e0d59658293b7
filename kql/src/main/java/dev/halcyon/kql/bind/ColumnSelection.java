package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.ProjectAwayOperator;
import dev.halcyon.kql.syntax.ProjectKeepOperator;
import dev.halcyon.kql.syntax.ProjectRenameOperator;
import dev.halcyon.kql.syntax.ProjectReorderOperator;
import dev.halcyon.kql.syntax.ReorderColumn;
import dev.halcyon.kql.syntax.SortOrder;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.WildcardName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code project-away}, {@code project-keep}, {@code project-rename}, {@code project-reorder} (R124). */
final class ColumnSelection {

    private final BindingSession session;

    ColumnSelection(BindingSession session) {
        this.session = session;
    }

    Rowset away(Rowset input, ProjectAwayOperator away) {
        Set<PlanColumn> dropped = selected(input, away.columns(), "project-away");
        return with(
                input,
                input.relation().columns().stream()
                        .filter(column -> !dropped.contains(column))
                        .toList());
    }

    Rowset keep(Rowset input, ProjectKeepOperator keep) {
        Set<PlanColumn> kept = selected(input, keep.columns(), "project-keep");
        return with(
                input,
                input.relation().columns().stream().filter(kept::contains).toList());
    }

    Rowset reorder(Rowset input, ProjectReorderOperator reorder) {
        Set<PlanColumn> order = new LinkedHashSet<>();
        for (ReorderColumn entry : reorder.columns()) {
            List<PlanColumn> matching = new ArrayList<>(matching(input, entry.column(), "project-reorder"));
            sort(matching, entry.order());
            order.addAll(matching);
        }
        order.addAll(input.relation().columns());
        return with(input, List.copyOf(order));
    }

    Rowset rename(Rowset input, ProjectRenameOperator rename) {
        Map<PlanColumn, String> renames = new LinkedHashMap<>();
        for (SyntaxExpression expression : rename.renames()) {
            if (!(expression instanceof NamedExpression named) || !(named.value() instanceof NameReference old)) {
                throw session.error(
                        SemanticError.WRONG_SHAPE, expression.span(), "project-rename takes pairs new = old");
            }
            renames.put(
                    column(input, old.name(), old.span(), "project-rename"),
                    named.names().getFirst().text());
        }
        NameAllocator names = new NameAllocator();
        List<Assignment> assignments = new ArrayList<>();
        // Where a column stands that no schema lists is not known: its new name comes last, as in the reference's
        // analyser.
        List<PlanColumn> columns = new ArrayList<>(input.relation().columns());
        List<PlanColumn> inferred = renames.keySet().stream()
                .filter(session.openColumns()::isInferred)
                .toList();
        columns.removeAll(inferred);
        columns.addAll(inferred);
        for (PlanColumn column : columns) {
            String name = renames.getOrDefault(column, column.name());
            if (names.isTaken(name)) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        rename.span(),
                        "'project-rename' operator: a column named '%s' exists already".formatted(name));
            }
            names.reserve(name);
            PlanColumn target = renames.containsKey(column)
                    ? session.openColumns()
                            .defined(session.ids().column(name, column.type()), new ColumnReference(column))
                    : column;
            assignments.add(new Assignment(target, new ColumnReference(column)));
        }
        // A column that only the data know is none of the relation's, yet its new name is known from here on.
        renames.forEach((column, name) -> {
            if (!input.relation().columns().contains(column)) {
                PlanColumn target = session.openColumns()
                        .defined(session.ids().column(name, column.type()), new ColumnReference(column));
                assignments.add(new Assignment(target, new ColumnReference(column)));
            }
        });
        return new Rowset(
                new Project(input.relation(), assignments),
                input.hidden(),
                input.serialized(),
                input.name(),
                input.visualization(),
                input.open());
    }

    private static Rowset with(Rowset input, List<PlanColumn> columns) {
        return input.with(new Project(input.relation(), Relations.passThrough(columns)));
    }

    private Set<PlanColumn> selected(Rowset input, List<SyntaxExpression> names, String operator) {
        Set<PlanColumn> columns = new LinkedHashSet<>();
        for (SyntaxExpression name : names) {
            columns.addAll(matching(input, name, operator));
        }
        return columns;
    }

    private List<PlanColumn> matching(Rowset input, SyntaxExpression name, String operator) {
        return switch (name) {
            case NameReference reference -> List.of(column(input, reference.name(), reference.span(), operator));
            case WildcardName wildcard ->
                input.visibleColumns().stream()
                        .filter(column -> matches(wildcard.pattern(), column.name()))
                        .toList();
            case StarExpression star -> input.visibleColumns();
            default ->
                throw session.error(
                        SemanticError.WRONG_SHAPE,
                        name.span(),
                        "'%s' operator: expected a column name or a pattern".formatted(operator));
        };
    }

    private PlanColumn column(Rowset input, String name, SourceSpan span, String operator) {
        RowScope scope = RowScope.of(operator, input);
        Optional<PlanColumn> column = scope.find(name);
        if (column.isEmpty() && scope.open()) {
            return session.openColumns().resolve(name, scope.columns(), session.ids());
        }
        return column.orElseThrow(() -> session.error(
                SemanticError.UNRESOLVED_NAME,
                span,
                "'%s' operator: Failed to resolve column named '%s'".formatted(operator, name),
                Suggestions.didYouMean(name, scope.names())));
    }

    /** Whether a name matches a pattern in which {@code *} stands for any text. */
    static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        if (!name.startsWith(parts[0])) {
            return false;
        }
        int position = parts[0].length();
        for (int index = 1; index < parts.length - 1; index++) {
            int found = name.indexOf(parts[index], position);
            if (found < 0) {
                return false;
            }
            position = found + parts[index].length();
        }
        String last = parts[parts.length - 1];
        return parts.length == 1
                ? name.length() == position
                : name.length() - last.length() >= position && name.endsWith(last);
    }

    private static void sort(List<PlanColumn> columns, @org.jspecify.annotations.Nullable SortOrder order) {
        if (order == null) {
            return;
        }
        Comparator<PlanColumn> byName = Comparator.comparing(PlanColumn::name);
        Comparator<PlanColumn> byNumber = (left, right) -> compareNaturally(left.name(), right.name());
        switch (order) {
            case ASCENDING -> columns.sort(byName);
            case DESCENDING -> columns.sort(byName.reversed());
            case GRANNY_ASCENDING -> columns.sort(byNumber);
            case GRANNY_DESCENDING -> columns.sort(byNumber.reversed());
        }
    }

    // Runs of digits compare as numbers: a9 before a10.
    private static int compareNaturally(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            if (Character.isDigit(left.charAt(i)) && Character.isDigit(right.charAt(j))) {
                int startLeft = i;
                int startRight = j;
                while (i < left.length() && Character.isDigit(left.charAt(i))) {
                    i++;
                }
                while (j < right.length() && Character.isDigit(right.charAt(j))) {
                    j++;
                }
                int byValue = new java.math.BigInteger(left.substring(startLeft, i))
                        .compareTo(new java.math.BigInteger(right.substring(startRight, j)));
                if (byValue != 0) {
                    return byValue;
                }
            } else {
                int byLetter = Character.compare(left.charAt(i), right.charAt(j));
                if (byLetter != 0) {
                    return byLetter;
                }
                i++;
                j++;
            }
        }
        return Integer.compare(left.length() - i, right.length() - j);
    }
}
