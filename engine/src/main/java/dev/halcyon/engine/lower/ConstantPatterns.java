package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.runtime.RegexSyntax;
import dev.halcyon.kql.bind.FunctionSupport.UnfitConstant;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.type.ScalarType;
import java.util.Map;
import java.util.Optional;

/** Regular expressions that a query writes out: whether they are any can be told before it runs (R54). */
final class ConstantPatterns {

    /** The argument that is a regular expression. */
    private static final Map<String, Integer> PATTERNS = Map.of(
            "matches regex", 1,
            "extract", 0,
            "extract_all", 0,
            "replace_regex", 1,
            "replace", 0,
            "indexof_regex", 1,
            "countof", 1,
            "trim", 0,
            "trim_start", 0,
            "trim_end", 0);

    private ConstantPatterns() {}

    /** What is wrong with the call's pattern, when it is a constant. */
    static Optional<UnfitConstant> unfit(Call call) {
        boolean counted =
                call.function().kind() == FunctionKind.SCALAR || call.function().kind() == FunctionKind.OPERATOR;
        Integer position = counted ? PATTERNS.get(call.function().name()) : null;
        if (position == null || (call.function().name().equals("countof") && !countsMatches(call))) {
            return Optional.empty();
        }
        if (position >= call.arguments().size()
                || !(call.arguments().get(position) instanceof Literal literal)
                || literal.type() != ScalarType.STRING
                || !(literal.value() instanceof String pattern)) {
            return Optional.empty();
        }
        try {
            return RegexSyntax.groupExcess(pattern)
                    .map(reason -> new UnfitConstant(position, reason, Optional.of(RegexSyntax.GROUP_ADVICE)));
        } catch (EngineException e) {
            return Optional.of(new UnfitConstant(position, String.valueOf(e.getMessage())));
        }
    }

    private static boolean countsMatches(Call call) {
        return call.arguments().size() > 2
                && call.arguments().get(2) instanceof Literal literal
                && "regex".equals(literal.value());
    }
}
