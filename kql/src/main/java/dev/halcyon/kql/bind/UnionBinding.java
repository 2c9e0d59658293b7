package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Union;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.UnionOperator;
import dev.halcyon.kql.syntax.WildcardName;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code union} (R101 to R103). */
final class UnionBinding {

    private final BindingSession session;
    private final Environment environment;

    UnionBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    private record Options(boolean inner, Optional<String> sourceColumn, boolean fuzzy) {}

    Rowset bind(Optional<Rowset> input, UnionOperator union) {
        Options options = options(union);
        List<Rowset> legs = new ArrayList<>();
        input.ifPresent(legs::add);
        for (SyntaxExpression table : union.tables()) {
            addLegs(legs, table, options);
        }
        if (legs.isEmpty()) {
            throw session.error(
                    SemanticError.UNRESOLVED_NAME, union.span(), "'union' operator: none of the tables resolves");
        }
        return combine(legs, options);
    }

    private Options options(UnionOperator union) {
        boolean inner = false;
        boolean fuzzy = false;
        Optional<String> source = Optional.empty();
        for (OperatorParameter parameter : union.parameters()) {
            String value = text(parameter.value());
            switch (parameter.name()) {
                case "kind" -> {
                    if (!value.equals("inner") && !value.equals("outer")) {
                        throw session.error(
                                SemanticError.UNKNOWN_PROPERTY,
                                parameter.span(),
                                "'union' operator: kind is inner or outer, not '%s'".formatted(value));
                    }
                    inner = value.equals("inner");
                }
                case "withsource", "with_source" -> source = Optional.of(value);
                case "isfuzzy" -> fuzzy = value.equals("true");
                default -> {
                    if (!parameter.name().startsWith("hint.")) {
                        throw session.error(
                                SemanticError.UNKNOWN_PROPERTY,
                                parameter.span(),
                                "'union' operator: unknown parameter '%s'".formatted(parameter.name()));
                    }
                }
            }
        }
        return new Options(inner, source, fuzzy);
    }

    private static String text(SyntaxExpression value) {
        return switch (value) {
            case NameReference reference -> reference.name();
            case LiteralExpression literal
            when literal.value() instanceof LiteralValue.StringValue string -> string.value();
            case LiteralExpression literal -> literal.text();
            default -> "";
        };
    }

    private void addLegs(List<Rowset> legs, SyntaxExpression table, Options options) {
        TabularBinder tables = new TabularBinder(session);
        if (table instanceof WildcardName || table instanceof StarExpression) {
            String pattern = table instanceof WildcardName wildcard ? wildcard.pattern() : "*";
            for (TableSchema schema : session.context().catalog().tables()) {
                if (ColumnSelection.matches(pattern, schema.name())) {
                    legs.add(tables.scan(schema));
                }
            }
            return;
        }
        if (!options.fuzzy()) {
            legs.add(tables.bind(table, environment));
            return;
        }
        try {
            legs.add(session.speculate(() -> tables.bind(table, environment)));
        } catch (KqlException e) {
            // R103: only a leg that does not resolve is skipped; any other mistake is reported.
            if (!e.first().code().equals(SemanticError.UNRESOLVED_NAME.code()) || !isName(table)) {
                throw e;
            }
            session.warn(SemanticError.UNRESOLVED_NAME, table.span(), e.first().message());
        }
    }

    private static boolean isName(SyntaxExpression table) {
        SyntaxExpression inner = table;
        while (inner instanceof ParenthesizedExpression parenthesized) {
            inner = parenthesized.inner();
        }
        if (inner instanceof dev.halcyon.kql.syntax.PipeExpression pipe && pipe.source() != null) {
            return isName(pipe.source());
        }
        return inner instanceof NameReference;
    }

    private record Key(String name, ScalarType type) {}

    private Rowset combine(List<Rowset> legs, Options options) {
        Map<Key, PlanColumn> columns = unify(legs, options.inner());
        Map<Integer, Boolean> visible = new HashMap<>();
        List<PlanColumn> output = new ArrayList<>();
        Optional<PlanColumn> source =
                options.sourceColumn().map(name -> session.ids().column(name, ScalarType.STRING));
        source.ifPresent(output::add);
        output.addAll(columns.values());
        List<Union.Branch> branches = new ArrayList<>();
        for (int index = 0; index < legs.size(); index++) {
            Rowset leg = legs.get(index);
            List<ScalarExpression> values = new ArrayList<>();
            if (source.isPresent()) {
                values.add(Literal.ofString(leg.name().orElse("union_arg" + index)));
            }
            Map<Key, PlanColumn> own = new HashMap<>();
            leg.relation().columns().forEach(column -> own.put(key(column), column));
            columns.forEach((key, column) -> {
                PlanColumn match = own.get(key);
                values.add(match == null ? Literal.missing(column.type()) : new ColumnReference(match));
                if (match != null && !leg.hidden().contains(match.id())) {
                    visible.put(column.id(), true);
                }
            });
            branches.add(new Union.Branch(leg.relation(), values));
        }
        Set<Integer> hidden = new HashSet<>();
        columns.values().stream()
                .filter(column -> !visible.containsKey(column.id()))
                .forEach(column -> hidden.add(column.id()));
        boolean open = legs.stream().anyMatch(Rowset::open);
        return new Rowset(new Union(output, branches), hidden, false, Optional.empty(), Optional.empty(), open);
    }

    private static Key key(PlanColumn column) {
        return new Key(column.name(), column.type());
    }

    // R101: one output column for each (name, type), in first-seen order; a name of several types is told apart by
    // type.
    private Map<Key, PlanColumn> unify(List<Rowset> legs, boolean inner) {
        Map<Key, Integer> occurrences = new LinkedHashMap<>();
        Map<String, Set<ScalarType>> types = new HashMap<>();
        for (Rowset leg : legs) {
            for (PlanColumn column : leg.relation().columns()) {
                occurrences.merge(key(column), 1, Integer::sum);
                types.computeIfAbsent(column.name(), name -> new HashSet<>()).add(column.type());
            }
        }
        Map<Key, PlanColumn> columns = new LinkedHashMap<>();
        occurrences.forEach((key, count) -> {
            if (inner && count < legs.size()) {
                return;
            }
            boolean ambiguous = types.getOrDefault(key.name(), Set.of()).size() > 1 && !inner;
            String name = ambiguous ? key.name() + "_" + key.type().kqlName() : key.name();
            columns.put(key, session.ids().column(name, key.type()));
        });
        return columns;
    }
}
