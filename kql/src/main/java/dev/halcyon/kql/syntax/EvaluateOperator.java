package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code [T |] evaluate plugin(args) : (schema)} (R129).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param plugin the plugin and its arguments
 * @param schema the result schema that is asked for
 * @param span where the text stands
 */
public record EvaluateOperator(
        List<OperatorParameter> parameters,
        FunctionCall plugin,
        @Nullable SchemaDeclaration schema,
        SourceSpan span) implements QueryOperator {
    public EvaluateOperator {
        parameters = List.copyOf(parameters);
    }
}
