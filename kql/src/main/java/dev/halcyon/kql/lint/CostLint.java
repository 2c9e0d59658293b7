package dev.halcyon.kql.lint;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.Severity;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.BinaryOperator;
import dev.halcyon.kql.syntax.CountOperator;
import dev.halcyon.kql.syntax.DistinctOperator;
import dev.halcyon.kql.syntax.ExtendOperator;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.JoinOperator;
import dev.halcyon.kql.syntax.LetStatement;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.MakeSeriesOperator;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.ProjectKeepOperator;
import dev.halcyon.kql.syntax.ProjectOperator;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.SearchOperator;
import dev.halcyon.kql.syntax.SortOperator;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SummarizeOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.SyntaxNode;
import dev.halcyon.kql.syntax.TakeOperator;
import dev.halcyon.kql.syntax.TopOperator;
import dev.halcyon.kql.syntax.UnionOperator;
import dev.halcyon.kql.syntax.WhereOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules about cost. */
public final class CostLint {
    private static final Set<String> TIME_COLUMNS = Set.of("TimeGenerated", "Timestamp", "timestamp", "ingestion_time");
    private static final int SHORTEST_TERM = 3;

    private final Catalog catalog;
    private final Set<String> filteredNames = new HashSet<>();
    private final List<Diagnostic> findings = new ArrayList<>();

    private CostLint(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The findings, in the order of the text. */
    public static List<Diagnostic> check(Query query, Catalog catalog) {
        CostLint lint = new CostLint(catalog);
        lint.collectFilteredNames(query);
        for (SyntaxNode statement : query.statements()) {
            boolean filtered = statement instanceof LetStatement let
                    && lint.filteredNames.contains(let.name().text());
            lint.visit(statement, filtered);
        }
        lint.findings.sort(Comparator.comparingInt(finding -> finding.span().start()));
        return lint.findings;
    }

    /** Names behind which a filter on time stands: what they are defined as need not have one. */
    private void collectFilteredNames(SyntaxNode node) {
        if (node instanceof PipeExpression pipe && source(pipe) instanceof NameReference name && filtersTime(pipe)) {
            filteredNames.add(name.name());
        }
        SyntaxChildren.of(node).forEach(this::collectFilteredNames);
    }

    private void visit(SyntaxNode node, boolean timeFiltered) {
        boolean filtered = timeFiltered;
        if (node instanceof PipeExpression pipe) {
            filtered |= filtersTime(pipe);
            checkPipe(pipe);
            checkTime(source(pipe), filtered);
        } else if (node instanceof dev.halcyon.kql.syntax.ExpressionStatement statement) {
            checkTime(statement.expression(), filtered);
        } else if (node instanceof BinaryExpression binary) {
            checkContains(binary);
            checkLetterCase(binary);
        }
        for (SyntaxNode child : SyntaxChildren.of(node)) {
            visit(child, filtered);
        }
    }

    private void report(String code, SourceSpan span, String message, String hint) {
        findings.add(new Diagnostic(code, Severity.WARNING, message, span, hint));
    }

    private static @Nullable SyntaxExpression source(PipeExpression pipe) {
        SyntaxExpression source = pipe.source();
        while (source instanceof ParenthesizedExpression parenthesized) {
            source = parenthesized.inner();
        }
        return source;
    }

    private void checkTime(@Nullable SyntaxExpression source, boolean filtered) {
        if (!filtered
                && source instanceof NameReference name
                && catalog.table(name.name())
                        .flatMap(table -> table.column("TimeGenerated").or(() -> table.column("Timestamp")))
                        .isPresent()) {
            report(
                    "COST001",
                    name.span(),
                    "Table '%s' is read without a filter on time".formatted(name.name()),
                    "Begin with | where TimeGenerated > ago(1d), or set the time range of the request");
        }
    }

    private static boolean filtersTime(PipeExpression pipe) {
        for (QueryOperator operator : pipe.operators()) {
            if (operator instanceof WhereOperator where && mentionsTime(where.predicate())) {
                return true;
            }
            if (operator instanceof MakeSeriesOperator series && mentionsTime(series)) {
                return true;
            }
            if (operator instanceof SummarizeOperator) {
                return false;
            }
        }
        return false;
    }

    private static boolean mentionsTime(SyntaxNode node) {
        return switch (node) {
            case NameReference name -> TIME_COLUMNS.contains(name.name());
            case FunctionCall call when TIME_COLUMNS.contains(call.function().text()) -> true;
            default -> SyntaxChildren.of(node).stream().anyMatch(CostLint::mentionsTime);
        };
    }

    private void checkPipe(PipeExpression pipe) {
        boolean reduced = false;
        for (int index = 0; index < pipe.operators().size(); index++) {
            QueryOperator operator = pipe.operators().get(index);
            List<QueryOperator> before = pipe.operators().subList(0, index);
            List<QueryOperator> after =
                    pipe.operators().subList(index + 1, pipe.operators().size());
            if (operator instanceof SearchOperator search && search.tables().isEmpty() && pipe.source() == null) {
                report(
                        "COST002",
                        search.span(),
                        "search without a list of tables reads every table",
                        "Name the tables: search in (A, B) …, or begin with one table and where * has …");
            }
            if (operator instanceof UnionOperator union
                    && union.tables().stream().anyMatch(StarExpression.class::isInstance)) {
                report(
                        "COST002",
                        union.span(),
                        "union * reads every table",
                        "Name the tables, or a pattern such as App*");
            }
            if (operator instanceof JoinOperator join) {
                checkJoin(pipe, before, join, reduced);
            }
            if (operator instanceof SortOperator sort && !reduced && !isBounded(after)) {
                report(
                        "COST005",
                        sort.span(),
                        "All rows are sorted",
                        "Write top N by … for the first rows, or summarize before sorting");
            }
            reduced |= reduces(operator);
        }
    }

    private static boolean reduces(QueryOperator operator) {
        return operator instanceof SummarizeOperator
                || operator instanceof DistinctOperator
                || operator instanceof CountOperator
                || operator instanceof TakeOperator
                || operator instanceof TopOperator
                || operator instanceof MakeSeriesOperator;
    }

    // Window functions and everything that reduces give the sorting a purpose.
    private static boolean isBounded(List<QueryOperator> after) {
        return after.stream()
                .anyMatch(operator -> reduces(operator)
                        || operator instanceof ExtendOperator
                        || operator instanceof dev.halcyon.kql.syntax.ScanOperator);
    }

    private void checkJoin(PipeExpression pipe, List<QueryOperator> before, JoinOperator join, boolean reduced) {
        for (SyntaxExpression condition : join.conditions()) {
            if (condition instanceof NameReference key
                    && isConstant(before, key.name())
                    && pipe(join.right())
                            .map(inner -> isConstant(inner.operators(), key.name()))
                            .orElse(false)) {
                report(
                        "COST004",
                        key.span(),
                        "The join key '%s' is a constant on both sides: every row meets every row"
                                .formatted(key.name()),
                        "Join on a column, or use toscalar() for a single value");
            }
        }
        if (readsAllColumns(join.right())) {
            report(
                    "COST006",
                    join.right().span(),
                    "The right side of the join keeps all columns of its table",
                    "Put project with the columns you need before the join");
        }
        if (!reduced
                && source(pipe) instanceof NameReference name
                && catalog.table(name.name()).isPresent()
                && before.stream().noneMatch(CostLint::choosesColumns)
                && before.stream().noneMatch(WhereOperator.class::isInstance)) {
            report(
                    "COST006",
                    name.span(),
                    "The left side of the join is a whole table",
                    "Filter it and project the columns you need before the join");
        }
    }

    private boolean readsAllColumns(SyntaxExpression side) {
        SyntaxExpression inner = side;
        while (inner instanceof ParenthesizedExpression parenthesized) {
            inner = parenthesized.inner();
        }
        if (inner instanceof NameReference name) {
            return catalog.table(name.name()).isPresent();
        }
        return inner instanceof PipeExpression pipe
                && source(pipe) instanceof NameReference name
                && catalog.table(name.name()).isPresent()
                && pipe.operators().stream()
                        .noneMatch(operator -> choosesColumns(operator) || reducesColumns(operator));
    }

    private static boolean choosesColumns(QueryOperator operator) {
        return operator instanceof ProjectOperator || operator instanceof ProjectKeepOperator;
    }

    private static boolean reducesColumns(QueryOperator operator) {
        return operator instanceof SummarizeOperator
                || operator instanceof DistinctOperator
                || operator instanceof MakeSeriesOperator;
    }

    private static Optional<PipeExpression> pipe(SyntaxNode node) {
        SyntaxNode inner = node;
        while (inner instanceof ParenthesizedExpression parenthesized) {
            inner = parenthesized.inner();
        }
        return inner instanceof PipeExpression pipe ? Optional.of(pipe) : Optional.empty();
    }

    private static boolean isConstant(List<QueryOperator> operators, String column) {
        return operators.stream()
                .filter(ExtendOperator.class::isInstance)
                .flatMap(operator -> ((ExtendOperator) operator).expressions().stream())
                .anyMatch(expression -> expression instanceof NamedExpression named
                        && named.value() instanceof LiteralExpression
                        && named.names().stream().anyMatch(name -> name.text().equals(column)));
    }

    private void checkContains(BinaryExpression binary) {
        String operator = binary.operator().text();
        if (!operator.contains("contains")) {
            return;
        }
        text(binary.right()).filter(CostLint::isTerm).ifPresent(term -> {
            String better = operator.replace("notcontains", "!has").replace("contains", "has");
            report(
                    "COST003",
                    binary.span(),
                    "'%s' reads every character of the text".formatted(operator),
                    "If '%s' is a whole word there, %s is faster".formatted(term, better));
        });
    }

    private static Optional<String> text(SyntaxExpression expression) {
        return expression instanceof LiteralExpression literal
                        && literal.value() instanceof LiteralValue.StringValue value
                ? Optional.of(value.value())
                : Optional.empty();
    }

    private static boolean isTerm(String text) {
        return text.codePointCount(0, text.length()) >= SHORTEST_TERM
                && text.codePoints().allMatch(Character::isLetterOrDigit);
    }

    private void checkLetterCase(BinaryExpression binary) {
        if ((binary.operator() == BinaryOperator.EQUAL || binary.operator() == BinaryOperator.NOT_EQUAL)
                && binary.left() instanceof FunctionCall call
                && (call.function().text().equals("tolower")
                        || call.function().text().equals("toupper"))
                && text(binary.right()).isPresent()) {
            report(
                    "COST007",
                    binary.span(),
                    "%s() is computed for every row to ignore letter case"
                            .formatted(call.function().text()),
                    "Write %s instead".formatted(binary.operator() == BinaryOperator.EQUAL ? "=~" : "!~"));
        }
    }
}
