package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.MvExpandColumn;
import dev.halcyon.kql.syntax.MvExpandOperator;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code mv-expand} (R111, R112). */
final class MvExpandBinding {

    private static final long STANDARD_LIMIT = 2_147_483_647L;
    private static final long LEGACY_LIMIT = 128;

    private final BindingSession session;
    private final Environment environment;
    private final String operator;

    MvExpandBinding(BindingSession session, Environment environment) {
        this(session, environment, "mv-expand");
    }

    /** Binds the expansion of another operator, which messages then name. */
    MvExpandBinding(BindingSession session, Environment environment, String operator) {
        this.session = session;
        this.environment = environment;
        this.operator = operator;
    }

    Rowset bind(Rowset input, MvExpandOperator expand) {
        Optional<String> indexName = Optional.empty();
        boolean arrayBags = false;
        for (OperatorParameter parameter : expand.parameters()) {
            String value = parameter.value() instanceof NameReference reference ? reference.name() : "";
            switch (parameter.name()) {
                case "with_itemindex" -> indexName = Optional.of(value);
                case "kind", "bagexpansion" -> {
                    if (!value.equals("array") && !value.equals("bag")) {
                        throw session.error(
                                SemanticError.UNKNOWN_PROPERTY,
                                parameter.span(),
                                "'%s' operator: kind is bag or array, not '%s'".formatted(operator, value));
                    }
                    arrayBags = value.equals("array");
                }
                default ->
                    OtherParameters.check(
                            session, operator, parameter, List.of("with_itemindex", "kind", "bagexpansion"));
            }
        }
        List<PlanColumn> columns = new ArrayList<>(input.relation().columns());
        Set<Integer> hidden = new HashSet<>(input.hidden());
        List<MvExpand.Expansion> expansions = new ArrayList<>();
        for (MvExpandColumn column : expand.columns()) {
            expansions.add(expansion(input, column, columns, hidden));
        }
        Optional<PlanColumn> index = indexName.map(name -> session.ids().column(free(name, columns), ScalarType.LONG));
        index.ifPresent(columns::add);
        long limit = expand.limit() == null ? (expand.legacy() ? LEGACY_LIMIT : STANDARD_LIMIT) : limit(expand.limit());
        return new Rowset(
                new MvExpand(input.relation(), columns, expansions, index, arrayBags, limit),
                hidden,
                input.serialized(),
                input.name(),
                input.visualization(),
                input.open());
    }

    private static String free(String name, List<PlanColumn> columns) {
        NameAllocator names = new NameAllocator();
        columns.forEach(column -> names.reserve(column.name()));
        return names.allocate(name);
    }

    private long limit(SyntaxExpression limit) {
        Literal value = new ScalarBinder(session, environment, RowScope.empty(operator))
                .bindConstant(limit, ScalarType.LONG, "The limit of " + operator);
        return value.value() instanceof Long rows ? rows : 0;
    }

    private MvExpand.Expansion expansion(
            Rowset input, MvExpandColumn column, List<PlanColumn> columns, Set<Integer> hidden) {
        SyntaxExpression value = NamedValues.value(session, column.expression());
        ScalarExpression source = new ScalarBinder(session, environment, RowScope.of(operator, input)).bind(value);
        if (source.type() != ScalarType.DYNAMIC) {
            throw session.error(
                    SemanticError.OPERAND_TYPE,
                    column.span(),
                    "'%s' operator: expected a dynamic column, found %s".formatted(operator, source.type()),
                    source.type() == ScalarType.STRING ? "Convert it first with parse_json() or split()" : null);
        }
        ScalarType type = column.type() == null ? ScalarType.DYNAMIC : CallBinding.scalarType(session, column.type());
        NameAllocator names = new NameAllocator();
        columns.forEach(existing -> names.reserve(existing.name()));
        String name = NamedValues.name(column.expression())
                .or(() -> new ResultNames(session, environment).of(value))
                .orElseGet(names::allocateGenerated);
        PlanColumn target = column.type() == null
                ? session.openColumns().defined(session.ids().column(name, type), source)
                : session.ids().column(name, type);
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).name().equals(name)) {
                hidden.remove(columns.get(index).id());
                columns.set(index, target);
                return new MvExpand.Expansion(target, source);
            }
        }
        columns.add(target);
        return new MvExpand.Expansion(target, source);
    }
}
