package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.function.ResultName;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.ElementExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names of unnamed result columns (section 8 of the language rules). */
final class ResultNames {

    private final BindingSession session;
    private final Environment environment;

    ResultNames(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** The name that an unnamed expression takes; empty when it gets a generated one (R73 to R75). */
    Optional<String> of(SyntaxExpression expression) {
        return switch (expression) {
            case NameReference reference -> Optional.of(reference.name());
            case ParenthesizedExpression parenthesized -> of(parenthesized.inner());
            case PathExpression path -> ofPath(path);
            case ElementExpression element -> ofElement(element);
            case FunctionCall call -> ofCall(call);
            default -> Optional.empty();
        };
    }

    /** As {@link #of}, for a group key: {@code tostring(x)} is called like its operand (R76). */
    Optional<String> ofKey(SyntaxExpression expression) {
        return of(expression);
    }

    private Optional<String> ofPath(PathExpression path) {
        if (!(path.member() instanceof NameReference member)) {
            return Optional.empty();
        }
        if (path.target() instanceof NameReference target
                && (target.name().equals("$left") || target.name().equals("$right"))) {
            return Optional.of(member.name());
        }
        return of(path.target()).map(target -> target + "_" + member.name());
    }

    private Optional<String> ofElement(ElementExpression element) {
        return of(element.target()).flatMap(target -> switch (element.index()) {
            case LiteralExpression literal ->
                switch (literal.value()) {
                    case LiteralValue.StringValue text -> Optional.of(target + "_" + text.value());
                    case LiteralValue.LongValue(long index) -> Optional.of(target + "_" + index);
                    case LiteralValue.IntValue(int index) -> Optional.of(target + "_" + index);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        });
    }

    private Optional<String> ofCall(FunctionCall call) {
        String name = call.function().text();
        if (environment.find(name).isPresent()) {
            return Optional.empty();
        }
        if (name.equals("tostring") && call.arguments().size() == 1) {
            return ofArgument(call, 0);
        }
        Optional<FunctionDeclaration> aggregate = session.catalogue().find(FunctionKind.AGGREGATE, name);
        boolean scalarToo = session.catalogue().find(FunctionKind.SCALAR, name).isPresent();
        if (aggregate.isPresent() && !scalarToo) {
            return Optional.of(ofAggregate(aggregate.get(), name, call.arguments()));
        }
        return session.catalogue()
                .find(FunctionKind.SCALAR, name)
                .or(() -> session.catalogue().find(FunctionKind.WINDOW, name))
                .flatMap(function -> switch (function.resultName()) {
                    case ResultName.Generated generated -> Optional.empty();
                    case ResultName.First first -> ofArgument(call, 0);
                    case ResultName.OnlyArgument only ->
                        call.arguments().size() == 1 ? ofArgument(call, 0) : Optional.empty();
                    case ResultName.FunctionAndFirst both -> ofArgument(call, 0).map(first -> name + "_" + first);
                    case ResultName.PrefixAndFirst(String prefix) ->
                        Optional.of(prefix + "_" + ofArgument(call, 0).orElse(""));
                    case ResultName.Prefix(String text) -> Optional.of(text);
                    case ResultName.Special(String kind) ->
                        kind.equals("column_named") ? ofText(call) : Optional.empty();
                });
    }

    /** A column named by a text: {@code column_ifexists("a", 0)} → {@code a}. */
    private static Optional<String> ofText(FunctionCall call) {
        return !call.arguments().isEmpty()
                        && call.arguments().getFirst().value() instanceof LiteralExpression literal
                        && literal.value() instanceof LiteralValue.StringValue text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    private Optional<String> ofArgument(FunctionCall call, int index) {
        if (index >= call.arguments().size()) {
            return Optional.empty();
        }
        Argument argument = call.arguments().get(index);
        return argument.name() == null
                ? of(argument.value())
                : Optional.of(argument.name().text());
    }

    /** {@code sum_x}, {@code count_}, {@code percentile_x_50} (R77, R78). */
    String ofAggregate(FunctionDeclaration function, String written, List<Argument> arguments) {
        String first = arguments.isEmpty() ? "" : bareName(arguments.getFirst().value());
        return switch (function.name()) {
            case "arg_max" -> first.isEmpty() || written.equals("argmax") ? "max_" + first : first;
            case "arg_min" -> first.isEmpty() || written.equals("argmin") ? "min_" + first : first;
            case "take_any", "take_anyif" -> first.isEmpty() ? "any_" : first;
            case "percentile", "percentiles", "percentilew", "percentilesw" -> "percentile_" + first;
            case "percentiles_array", "percentilesw_array" -> "percentiles_" + first;
            case "covariance", "covarianceif", "covariancep", "covariancepif" ->
                prefix(function, written) + "_" + first
                        + (arguments.size() > 1
                                ? "_" + bareName(arguments.get(1).value())
                                : "");
            default ->
                function.resultName() instanceof ResultName.First && !first.isEmpty()
                        ? first
                        : prefix(function, written) + "_" + first;
        };
    }

    private static String prefix(FunctionDeclaration function, String written) {
        return switch (function.resultName()) {
            case ResultName.PrefixAndFirst(String prefix) -> prefix;
            case ResultName.Prefix(String text) -> text;
            case ResultName.Generated g -> written.toLowerCase(Locale.ROOT);
            case ResultName.First f -> written;
            case ResultName.OnlyArgument o -> written;
            case ResultName.FunctionAndFirst f -> written;
            case ResultName.Special s -> written;
        };
    }

    private String bareName(SyntaxExpression expression) {
        return of(expression).orElse("");
    }
}
