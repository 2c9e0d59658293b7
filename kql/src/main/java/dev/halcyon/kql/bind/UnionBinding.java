package dev.halcyon.kql.bind;

import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.UnionOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        legs.addAll(new TableLegs(session, environment, "union").resolve(union.tables(), options.fuzzy()));
        if (legs.isEmpty()) {
            throw session.error(
                    SemanticError.UNRESOLVED_NAME, union.span(), "'union' operator: none of the tables resolves");
        }
        return new LegUnion(session, options.inner(), options.sourceColumn(), "union_arg")
                .combine(legs.stream().map(leg -> new LegUnion.Leg(leg, false)).toList());
    }

    private Options options(UnionOperator union) {
        boolean inner = false;
        boolean fuzzy = false;
        Optional<String> source = Optional.empty();
        for (OperatorParameter parameter : union.parameters()) {
            String value = PropertyText.of(parameter.value()).orElse("");
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
                default -> OtherParameters.check(session, "union", parameter, List.of("kind", "withsource", "isfuzzy"));
            }
        }
        return new Options(inner, source, fuzzy);
    }
}
