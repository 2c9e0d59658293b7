package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.LetStatement;
import dev.halcyon.kql.syntax.ParameterDeclaration;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.TypeName;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/**
 * A function stored in the workspace, callable by its alias (R134).
 *
 * @param alias its name in queries
 * @param text the body, one request of KQL that ends in its result
 * @param declaration parameters and body as syntax; positions are those of {@code text}
 */
public record SavedFunction(String alias, String text, FunctionDeclaration declaration) {
    public SavedFunction {
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(declaration, "declaration");
    }

    /**
     * Reads a function.
     *
     * @param parameters as in a lambda without its parentheses, such as {@code user:string, days:long = 7}
     * @throws KqlException when body or parameters are not KQL
     */
    public static SavedFunction parse(String alias, String parameters, String text) {
        Query body = KqlParser.parse(text);
        if (!(body.statements().getLast() instanceof ExpressionStatement)) {
            throw SemanticError.WRONG_SHAPE.exception(
                    body.statements().getLast().span(), "A function ends in an expression");
        }
        return new SavedFunction(
                alias, text, new FunctionDeclaration(false, parameters(parameters), body.statements(), body.span()));
    }

    private static List<ParameterDeclaration> parameters(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        // Parsed as the whole head of a lambda, so that nothing but parameters can stand there.
        Query query;
        try {
            query = KqlParser.parse("let f = (" + text + ") { 0 }");
        } catch (KqlException e) {
            throw SemanticError.INVALID_VALUE.exception(
                    new SourceSpan(0, 0),
                    "The parameters are not valid: " + e.first().message());
        }
        if (query.statements().size() == 1
                && query.statements().getFirst() instanceof LetStatement let
                && let.value() instanceof FunctionDeclaration function
                && function.body().size() == 1
                && function.span().end() - function.body().getFirst().span().end() <= 2) {
            requireKnownTypes(function.parameters());
            return function.parameters();
        }
        throw SemanticError.INVALID_VALUE.exception(
                new SourceSpan(0, 0), "The parameters are not a list such as a:long, b:string = 'x'");
    }

    private static void requireKnownTypes(List<ParameterDeclaration> parameters) {
        for (ParameterDeclaration parameter : parameters) {
            if (parameter.type() instanceof TypeName type
                    && ScalarType.byName(type.text()).isEmpty()) {
                throw SemanticError.INVALID_VALUE.exception(
                        new SourceSpan(0, 0), "The parameters are not valid: unknown type '%s'".formatted(type.text()));
            }
        }
    }
}
