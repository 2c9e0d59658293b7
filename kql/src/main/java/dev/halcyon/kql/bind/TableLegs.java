package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.WildcardName;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inputs of {@code union}, {@code search} and {@code find}: names, patterns, queries in parentheses (R103). */
final class TableLegs {

    private final BindingSession session;
    private final Environment environment;
    private final String operator;
    private final TabularBinder tables;

    TableLegs(BindingSession session, Environment environment, String operator) {
        this.session = session;
        this.environment = environment;
        this.operator = operator;
        this.tables = new TabularBinder(session);
    }

    /** The rowsets that a list of references means. */
    List<Rowset> resolve(List<SyntaxExpression> references, boolean fuzzy) {
        List<Rowset> legs = new ArrayList<>();
        for (SyntaxExpression reference : references) {
            add(legs, reference, fuzzy);
        }
        return legs;
    }

    /** Every table and view. */
    List<Rowset> all() {
        return matching("*");
    }

    private void add(List<Rowset> legs, SyntaxExpression reference, boolean fuzzy) {
        SyntaxExpression inner = withoutParentheses(reference);
        if (inner instanceof WildcardName || inner instanceof StarExpression) {
            String pattern = inner instanceof WildcardName wildcard ? wildcard.pattern() : "*";
            addMatching(legs, matching(pattern), pattern, reference.span(), fuzzy);
            return;
        }
        if (inner instanceof PathExpression path
                && (path.member() instanceof WildcardName || path.member() instanceof StarExpression)) {
            new ResourceBinding(session).requireOwn(path.target(), environment);
            String pattern = path.member() instanceof WildcardName wildcard ? wildcard.pattern() : "*";
            addMatching(legs, stored(pattern), pattern, reference.span(), fuzzy);
            return;
        }
        if (!fuzzy) {
            legs.add(tables.bind(reference, environment));
            return;
        }
        try {
            legs.add(session.speculate(() -> tables.bind(reference, environment)));
        } catch (KqlException e) {
            if (!isUnresolvedSource(e, reference)) {
                throw e;
            }
            session.warn(
                    SemanticError.UNRESOLVED_NAME,
                    reference.span(),
                    "'%s' operator: %s; this leg is skipped"
                            .formatted(operator, e.first().message()));
        }
    }

    private void addMatching(List<Rowset> legs, List<Rowset> found, String pattern, SourceSpan span, boolean fuzzy) {
        if (found.isEmpty()) {
            String message = "'%s' operator: no table matches '%s'".formatted(operator, pattern);
            if (!fuzzy) {
                throw session.error(SemanticError.UNRESOLVED_NAME, span, message);
            }
            session.warn(SemanticError.UNRESOLVED_NAME, span, message + "; this leg is skipped");
        }
        legs.addAll(found);
    }

    /** Tables and views, since {@code view} makes a let visible to patterns (R9). */
    private List<Rowset> matching(String pattern) {
        List<Rowset> found = stored(pattern);
        for (String name : environment.names()) {
            if (ColumnSelection.matches(pattern, name)
                    && environment.find(name).orElse(null) instanceof Definition.Function function
                    && function.declaration().view()
                    && function.declaration().parameters().isEmpty()) {
                found.add(tables.bind(
                        new NameReference(name, function.declaration().span()), environment));
            }
        }
        return found;
    }

    private List<Rowset> stored(String pattern) {
        List<TableSchema> schemas = session.context().catalog().tables().stream()
                .filter(schema -> ColumnSelection.matches(pattern, schema.name()))
                // R137: a table with a cheaper plan is read alone, and so by its name only.
                .filter(schema -> !session.context().catalog().isLimited(schema))
                .toList();
        List<TableSchema> read = session.context().catalog().isPartial() ? agreed(schemas) : schemas;
        List<Rowset> found = new ArrayList<>();
        read.forEach(schema -> found.add(tables.scan(schema)));
        return found;
    }

    /**
     * The tables of a partial catalogue without the columns whose type is not the one that the first two tables give the
     * name; where those two differ, the name has several types. The reference's analyser does so too.
     */
    private static List<TableSchema> agreed(List<TableSchema> schemas) {
        Map<String, List<ScalarType>> types = new HashMap<>();
        for (TableSchema schema : schemas) {
            for (Column column : schema.columns()) {
                types.computeIfAbsent(column.name(), name -> new ArrayList<>()).add(column.type());
            }
        }
        return schemas.stream()
                .map(schema -> new TableSchema(
                        schema.name(),
                        schema.columns().stream()
                                .filter(column -> isAgreed(column, types.getOrDefault(column.name(), List.of())))
                                .toList(),
                        schema.hidden()))
                .toList();
    }

    private static boolean isAgreed(Column column, List<ScalarType> types) {
        return types.size() < 2 || types.get(0) != types.get(1) || column.type() == types.get(0);
    }

    private static SyntaxExpression withoutParentheses(SyntaxExpression expression) {
        SyntaxExpression inner = expression;
        while (inner instanceof ParenthesizedExpression parenthesized) {
            inner = parenthesized.inner();
        }
        return inner;
    }

    // Only a leg whose own table or function is not there is skipped; any other mistake is reported.
    private static boolean isUnresolvedSource(KqlException e, SyntaxExpression reference) {
        String code = e.first().code();
        if (!code.equals(SemanticError.UNRESOLVED_NAME.code()) && !code.equals(SemanticError.UNKNOWN_FUNCTION.code())) {
            return false;
        }
        SyntaxExpression source = withoutParentheses(reference);
        while (source instanceof PipeExpression pipe && pipe.source() != null) {
            source = withoutParentheses(pipe.source());
        }
        if (source instanceof PathExpression path) {
            source = path.member();
        }
        SourceSpan span = source instanceof FunctionCall call ? call.function().span() : source.span();
        return e.first().span().equals(span);
    }
}
