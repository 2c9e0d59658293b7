package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.lower.AggregateLowerings;
import dev.halcyon.engine.lower.ScalarLowerings;
import dev.halcyon.engine.lower.UnfitArguments;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.bind.Plugins;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.plan.Call;
import java.util.Optional;
import java.util.Set;

/**
 * What an engine of this kind can run.
 *
 * @param without functions that lack a file which the engine was not given
 */
record SupportedFunctions(Set<String> without) implements FunctionSupport {
    SupportedFunctions {
        without = Set.copyOf(without);
    }

    @Override
    public boolean supports(FunctionDeclaration function) {
        if (without.contains(function.name())) {
            return false;
        }
        return switch (function.kind()) {
            case AGGREGATE -> AggregateLowerings.supports(function);
            case PLUGIN -> Plugins.isSupported(function.name());
            case OPERATOR, SCALAR, WINDOW, GRAPH, SOURCE -> ScalarLowerings.supports(function);
        };
    }

    @Override
    public Optional<UnfitConstant> unfitConstant(Call call) {
        return UnfitArguments.unfit(call);
    }
}
