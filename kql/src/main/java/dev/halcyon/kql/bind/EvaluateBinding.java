package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.syntax.EvaluateOperator;
import dev.halcyon.kql.syntax.OperatorParameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code evaluate plugin(…) : (schema)} (R129): the plugin's own class does the work. */
final class EvaluateBinding {

    /** They steer a distributed engine and change no answer. */
    private static final Set<String> HINTS =
            Set.of("hint.distribution", "hint.pass_filters", "hint.pass_filters_column", "hint.remote");

    private final BindingSession session;
    private final Environment environment;

    EvaluateBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** The plugin's rows; {@code input} is empty when the operator starts a query. */
    Rowset bind(Optional<Rowset> input, EvaluateOperator evaluate) {
        String name = evaluate.plugin().function().text();
        for (OperatorParameter parameter : evaluate.parameters()) {
            if (!HINTS.contains(parameter.name())) {
                session.warn(
                        SemanticError.UNKNOWN_PROPERTY,
                        parameter.span(),
                        "'evaluate' operator: hint '%s' is ignored".formatted(parameter.name()));
            }
        }
        Plugin plugin = Plugins.find(name).orElseThrow(() -> unsupported(evaluate, name));
        PluginCall call = new PluginCall(session, environment, input, evaluate);
        return call.declared(plugin.bind(call));
    }

    private RuntimeException unsupported(EvaluateOperator evaluate, String name) {
        Optional<String> advice = Plugins.advice(name);
        if (advice.isPresent()
                || session.catalogue().find(FunctionKind.PLUGIN, name).isPresent()) {
            return session.unsupported(
                    evaluate.span(),
                    "Plugin %s()".formatted(name),
                    advice.orElse("docs/functions.md lists the plugins that are"));
        }
        return session.error(
                SemanticError.UNKNOWN_FUNCTION,
                evaluate.plugin().function().span(),
                "Unknown plugin: '%s'".formatted(name),
                Suggestions.didYouMean(name, List.copyOf(Plugins.names())));
    }
}
