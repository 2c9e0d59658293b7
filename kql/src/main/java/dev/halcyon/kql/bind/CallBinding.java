package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.function.ResultType;
import dev.halcyon.kql.function.Signature;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.TypeName;
import dev.halcyon.kql.syntax.TypeofExpression;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Binds calls in scalar places: user functions, aggregates where they are allowed, catalogue functions. */
final class CallBinding {

    /** The operators whose expressions may look at other rows. */
    private static final Set<String> WINDOW_OPERATORS = Set.of("extend", "project", "scan", "serialize", "where");

    private final BindingSession session;
    private final ScalarBinder binder;
    private final AggregateCollector aggregates;

    CallBinding(BindingSession session, ScalarBinder binder, AggregateCollector aggregates) {
        this.session = session;
        this.binder = binder;
        this.aggregates = aggregates;
    }

    ScalarExpression bind(FunctionCall call) {
        String name = call.function().text();
        Optional<Definition> definition = session.definition(binder.environment(), name);
        if (definition.isPresent() && definition.get() instanceof Definition.Function function) {
            return new UserCalls(session).scalar(call, function, binder);
        }
        Optional<FunctionDeclaration> scalar = session.catalogue().find(FunctionKind.SCALAR, name);
        Optional<FunctionDeclaration> aggregate = session.catalogue().find(FunctionKind.AGGREGATE, name);
        if (aggregate.isPresent()) {
            Optional<ScalarExpression> collected = aggregates.collect(aggregate.get(), call);
            if (collected.isPresent()) {
                return collected.get();
            }
            if (scalar.isEmpty()) {
                throw session.error(
                        SemanticError.AGGREGATE_PLACE,
                        call.span(),
                        "'%s' operator: the aggregate %s() is not allowed here"
                                .formatted(binder.scope().operator(), name),
                        "Aggregates belong to summarize and make-series");
            }
        }
        if (scalar.isPresent()) {
            return bindScalar(scalar.get(), call);
        }
        Optional<FunctionDeclaration> window = session.catalogue().find(FunctionKind.WINDOW, name);
        if (window.isPresent()) {
            return bindWindow(window.get(), call);
        }
        Optional<String> advice = UnsupportedFunctions.outsideCatalogue(name);
        if (advice.isPresent()) {
            throw session.unsupported(call.function().span(), "Function %s()".formatted(name), advice.get());
        }
        throw session.error(
                SemanticError.UNKNOWN_FUNCTION,
                call.function().span(),
                "Unknown function: '%s'".formatted(name),
                Suggestions.didYouMean(name, callableNames()));
    }

    private List<String> callableNames() {
        List<String> names = new ArrayList<>(binder.environment().names());
        names.addAll(session.context().catalog().functions());
        session.catalogue().all(FunctionKind.SCALAR).forEach(function -> names.add(function.name()));
        session.catalogue().all(FunctionKind.AGGREGATE).forEach(function -> names.add(function.name()));
        session.catalogue().all(FunctionKind.WINDOW).forEach(function -> names.add(function.name()));
        names.addAll(session.catalogue().aliases().keySet());
        return names;
    }

    /** R106: a window function reads neighbouring rows, so the rows must have an order. */
    private ScalarExpression bindWindow(FunctionDeclaration function, FunctionCall call) {
        if (!binder.scope().serialized()) {
            throw session.error(
                    SemanticError.NOT_SERIALIZED,
                    call.span(),
                    "Function %s() needs rows in a fixed order".formatted(function.name()),
                    "Put sort by or serialize before it");
        }
        if (!WINDOW_OPERATORS.contains(binder.scope().operator())) {
            throw session.unsupported(
                    call.span(),
                    "Window function %s() inside '%s'"
                            .formatted(function.name(), binder.scope().operator()),
                    "Compute it with extend before");
        }
        ScalarExpression bound = bindScalar(function, call);
        checkDefault(function, call, bound);
        return bound;
    }

    /** What stands for a missing neighbour is known before any row is read. */
    private void checkDefault(FunctionDeclaration function, FunctionCall call, ScalarExpression bound) {
        boolean neighbour = function.name().equals("prev") || function.name().equals("next");
        if (neighbour
                && bound instanceof Call window
                && window.arguments().size() > 2
                && PlanExpressions.readsRow(window.arguments().get(2))) {
            throw session.error(
                    SemanticError.NOT_CONSTANT,
                    call.arguments().get(2).span(),
                    "The default value of %s() must be a constant".formatted(function.name()),
                    "Use coalesce(%s(…), …) for a value of the row".formatted(function.name()));
        }
    }

    private ScalarExpression bindScalar(FunctionDeclaration function, FunctionCall call) {
        checkAllowed(function, call);
        return switch (function.name()) {
            case "now" -> now(call);
            case "ago" -> ago(call);
            case "column_ifexists" -> columnIfExists(call);
            case "extract", "extract_json" -> extract(function, call);
            case "bin_auto" -> binAuto(function, call);
            default ->
                new SpecialCalls(session, binder)
                        .bind(function, call)
                        .orElseGet(() -> checked(function, call, arguments(call)));
        };
    }

    private void checkAllowed(FunctionDeclaration function, FunctionCall call) {
        session.profile().refusal(function).ifPresent(reason -> {
            throw session.error(
                    SemanticError.NOT_ALLOWED_HERE,
                    call.function().span(),
                    "Function %s() is not allowed here".formatted(function.name()),
                    reason);
        });
        for (int index = 0; index < call.arguments().size(); index++) {
            if (call.arguments().get(index).name() != null) {
                checkNamed(function, call, index);
            }
        }
    }

    /** A name before an argument means nothing to a function of the language, unless it was meant as a comparison. */
    private void checkNamed(FunctionDeclaration function, FunctionCall call, int index) {
        Argument argument = call.arguments().get(index);
        boolean condition = function.signatures().stream()
                .filter(signature -> takes(signature, call.arguments().size()))
                .anyMatch(signature -> Overloads.isCondition(
                        Overloads.spread(signature, call.arguments().size()).get(index)));
        if (condition) {
            throw session.error(
                    SemanticError.ARGUMENT_COUNT,
                    argument.span(),
                    "Function %s() has no named arguments".formatted(function.name()),
                    "Compare with ==");
        }
        session.warn(
                SemanticError.ARGUMENT_COUNT,
                argument.span(),
                "Function %s() has no named arguments: they count by position".formatted(function.name()));
    }

    private List<ScalarExpression> arguments(FunctionCall call) {
        List<ScalarExpression> arguments = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            arguments.add(
                    argument.value() instanceof TypeofExpression typeof
                            ? Literal.ofString(typeName(typeof))
                            : binder.bind(argument.value()));
        }
        return arguments;
    }

    private String typeName(TypeofExpression typeof) {
        if (typeof.type() instanceof TypeName name) {
            return scalarType(session, name).kqlName();
        }
        throw session.error(SemanticError.ARGUMENT_TYPE, typeof.span(), "Expected typeof() of a scalar type");
    }

    /** The scalar type that a name in the text means. */
    static ScalarType scalarType(BindingSession session, TypeName name) {
        return ScalarType.byName(name.text())
                .orElseThrow(() -> session.error(
                        SemanticError.ARGUMENT_TYPE,
                        name.span(),
                        "Unknown type '%s'".formatted(name.text()),
                        "Types are bool, int, long, real, decimal, datetime, timespan, guid, string, dynamic"));
    }

    private ScalarExpression checked(
            FunctionDeclaration function, FunctionCall call, List<ScalarExpression> arguments) {
        Overloads.Choice choice = choose(function, call, arguments);
        Optional<ScalarType> result = datetimeResult(function, arguments)
                .or(() -> typeLiteralResult(choice, arguments))
                .or(choice::result);
        List<ScalarExpression> converted = converted(arguments, choice);
        if (result.isPresent()) {
            Call bound = ConstantCheck.checked(
                    new Call(function, converted, result.get()),
                    Overloads.spread(choice.signature(), converted.size()),
                    spans(call),
                    session);
            return session.openColumns().hangsOnUnknown(function, arguments)
                    ? session.openColumns().mark(new Call(function, converted, ScalarType.DYNAMIC))
                    : bound;
        }
        if (choice.signature().result() instanceof ResultType.Columns(List<Column> columns) && columns.size() == 1) {
            return ColumnTuples.element(
                    new Call(function, converted, ScalarType.DYNAMIC),
                    0,
                    columns.getFirst().type());
        }
        if (choice.signature().result() instanceof ResultType.ArrayPerArgument) {
            // Inside an expression the sorted arrays are one array, of which an index takes one.
            return ConstantCheck.checked(new Call(function, converted, ScalarType.DYNAMIC), spans(call), session);
        }
        throw session.unsupported(
                call.span(),
                "Function %s() in this place".formatted(function.name()),
                "It gives several columns: define them with extend or project, as (a, b) = %s(…)"
                        .formatted(function.name()));
    }

    private static List<SourceSpan> spans(FunctionCall call) {
        return call.arguments().stream().map(Argument::span).toList();
    }

    private Overloads.Choice choose(FunctionDeclaration function, FunctionCall call, List<ScalarExpression> arguments) {
        if (!session.context().functions().supports(function)) {
            throw session.unsupported(
                    call.function().span(),
                    "Function %s()".formatted(function.name()),
                    UnsupportedFunctions.advice(function.name()));
        }
        List<ScalarType> types = arguments.stream().map(ScalarExpression::type).toList();
        return Overloads.choose(function, types).orElseThrow(() -> mismatch(session, function, call.span(), types));
    }

    private static List<ScalarExpression> converted(List<ScalarExpression> arguments, Overloads.Choice choice) {
        List<ScalarExpression> converted = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
            converted.add(ConstantFolder.convert(
                    arguments.get(index), choice.argumentTypes().get(index)));
        }
        return converted;
    }

    /** A call of a function of several columns (R81); empty for any other. */
    Optional<ColumnTuples.BoundTuple> bindTuple(FunctionCall call) {
        String name = call.function().text();
        Optional<FunctionDeclaration> found = binder.environment().find(name).isPresent()
                ? Optional.empty()
                : session.catalogue().find(FunctionKind.SCALAR, name);
        if (found.isEmpty() || found.get().signatures().stream().noneMatch(CallBinding::givesColumns)) {
            return Optional.empty();
        }
        FunctionDeclaration function = found.get();
        checkAllowed(function, call);
        List<ScalarExpression> arguments = arguments(call);
        Overloads.Choice choice = choose(function, call, arguments);
        List<Column> columns = switch (choice.signature().result()) {
            case ResultType.Columns(List<Column> declared) -> declared;
            case ResultType.ArrayPerArgument sorted ->
                Collections.nCopies(Overloads.arrays(choice.argumentTypes()), new Column("", ScalarType.DYNAMIC));
            default -> List.of();
        };
        if (columns.isEmpty() || choice.result().isPresent()) {
            return Optional.empty();
        }
        Call array = ConstantCheck.checked(
                new Call(function, converted(arguments, choice), ScalarType.DYNAMIC),
                Overloads.spread(choice.signature(), arguments.size()),
                spans(call),
                session);
        return Optional.of(new ColumnTuples.BoundTuple(array, columns));
    }

    private static boolean givesColumns(Signature signature) {
        return signature.result() instanceof ResultType.Columns
                || signature.result() instanceof ResultType.ArrayPerArgument;
    }

    // Two types that the signatures cannot tell: a difference in weeks is a real (R44), and the part of a constant
    // instant is a long where the same part of a column is an int.
    private static Optional<ScalarType> datetimeResult(FunctionDeclaration function, List<ScalarExpression> arguments) {
        return switch (function.name()) {
            case "datetime_diff" -> {
                boolean weeks = arguments.getFirst() instanceof Literal literal
                        && literal.value() instanceof String part
                        && part.equalsIgnoreCase("week");
                yield weeks ? Optional.of(ScalarType.REAL) : Optional.empty();
            }
            case "datetime_part", "getyear" ->
                arguments.getLast() instanceof Literal ? Optional.of(ScalarType.LONG) : Optional.empty();
            default -> Optional.empty();
        };
    }

    // extract(…, typeof(long)) and its like: the last argument names the type of the result.
    private static Optional<ScalarType> typeLiteralResult(Overloads.Choice choice, List<ScalarExpression> arguments) {
        boolean byTypeLiteral = choice.result().isEmpty()
                && !choice.signature().parameters().isEmpty()
                && choice.signature().parameters().getLast().type().accepted().isEmpty();
        return byTypeLiteral && arguments.getLast() instanceof Literal literal && literal.value() instanceof String name
                ? ScalarType.byName(name)
                : Optional.empty();
    }

    /** The error for arguments that fit no overload. */
    static RuntimeException mismatch(
            BindingSession session, FunctionDeclaration function, SourceSpan span, List<ScalarType> types) {
        String forms = function.signatures().stream()
                .map(signature -> function.name() + signature)
                .distinct()
                .collect(Collectors.joining(", "));
        boolean count = function.signatures().stream().noneMatch(signature -> takes(signature, types.size()));
        if (count) {
            return session.error(
                    SemanticError.ARGUMENT_COUNT,
                    span,
                    "Function %s() does not take %d argument%s"
                            .formatted(function.name(), types.size(), types.size() == 1 ? "" : "s"),
                    "Its form is " + forms);
        }
        return session.error(
                SemanticError.ARGUMENT_TYPE,
                span,
                "Function %s() does not take arguments of type %s"
                        .formatted(
                                function.name(),
                                types.stream().map(ScalarType::kqlName).collect(Collectors.joining(", "))),
                "Its form is %s; convert with tostring(), toreal(), todatetime() or their like".formatted(forms));
    }

    private static boolean takes(Signature signature, int count) {
        return Overloads.takesCount(signature, count);
    }

    private ScalarExpression now(FunctionCall call) {
        List<ScalarExpression> arguments = arguments(call);
        ScalarExpression now = instant(call);
        return arguments.isEmpty() ? now : shifted("+", now, arguments.getFirst(), call);
    }

    private ScalarExpression ago(FunctionCall call) {
        List<ScalarExpression> arguments = arguments(call);
        if (arguments.size() != 1) {
            throw mismatch(
                    session,
                    session.catalogue().get(FunctionKind.SCALAR, "ago"),
                    call.span(),
                    arguments.stream().map(ScalarExpression::type).toList());
        }
        return shifted("-", instant(call), arguments.getFirst(), call);
    }

    private ScalarExpression instant(FunctionCall call) {
        return session.profile().nowIsKnown()
                ? session.now()
                : checked(session.catalogue().get(FunctionKind.SCALAR, "now"), call, List.of());
    }

    private ScalarExpression shifted(String operator, ScalarExpression now, ScalarExpression span, FunctionCall call) {
        if (span.type() != ScalarType.TIMESPAN && span.type() != ScalarType.DYNAMIC) {
            throw session.error(
                    SemanticError.ARGUMENT_TYPE,
                    call.span(),
                    "%s() takes a timespan, not a %s".formatted(call.function().text(), span.type()),
                    "Write a unit, for example 7d or 1h");
        }
        return ConstantFolder.fold(new Call(
                session.catalogue().get(FunctionKind.OPERATOR, operator),
                List.of(now, ConstantFolder.convert(span, ScalarType.TIMESPAN)),
                ScalarType.DATETIME));
    }

    /** With a type literal behind the text, what was found is converted to that type (R60). */
    private ScalarExpression extract(FunctionDeclaration function, FunctionCall call) {
        if (call.arguments().isEmpty() || !(call.arguments().getLast().value() instanceof TypeofExpression typeof)) {
            return checked(function, call, arguments(call));
        }
        if (!(typeof.type() instanceof TypeName typeName)) {
            throw session.error(SemanticError.ARGUMENT_TYPE, typeof.span(), "Expected typeof() of a scalar type");
        }
        List<ScalarExpression> arguments = arguments(call);
        ScalarExpression text = checked(function, call, arguments.subList(0, arguments.size() - 1));
        return ConstantFolder.convert(text, scalarType(session, typeName));
    }

    private ScalarExpression columnIfExists(FunctionCall call) {
        // The old test for a column is an alias of the function that replaced it, with one argument.
        boolean test = call.function().text().equals("iscolumnexists");
        if (call.arguments().size() != (test ? 1 : 2)) {
            throw session.error(
                    SemanticError.ARGUMENT_COUNT,
                    call.span(),
                    test
                            ? "iscolumnexists() takes a column name"
                            : "column_ifexists() takes a column name and a default");
        }
        Literal name = binder.bindConstant(
                call.arguments().getFirst().value(), ScalarType.STRING, "The column name of column_ifexists()");
        Optional<PlanColumn> column = binder.scope().find(String.valueOf(name.value()));
        if (test) {
            return Literal.ofBool(column.isPresent());
        }
        ScalarExpression otherwise = binder.bind(call.arguments().get(1).value());
        if (column.isEmpty()) {
            return otherwise;
        }
        ScalarExpression found = new ColumnReference(column.get());
        return losesFraction(found, otherwise) ? found : ConstantFolder.convert(found, otherwise.type());
    }

    /** The reference's analyser gives a column the type of the default; a value is not cut off for that. */
    private boolean losesFraction(ScalarExpression column, ScalarExpression otherwise) {
        boolean fraction = column.type() == ScalarType.REAL || column.type() == ScalarType.DECIMAL;
        boolean whole = otherwise.type() == ScalarType.INT || otherwise.type() == ScalarType.LONG;
        return fraction && whole;
    }

    /** R10: the size and the fixed point of the bins come from request properties. */
    private ScalarExpression binAuto(FunctionDeclaration function, FunctionCall call) {
        List<ScalarExpression> arguments = arguments(call);
        if (arguments.size() != 1) {
            throw mismatch(
                    session,
                    function,
                    call.span(),
                    arguments.stream().map(ScalarExpression::type).toList());
        }
        Literal size = session.properties()
                .binSize()
                .orElseThrow(() -> session.error(
                        SemanticError.INVALID_VALUE,
                        call.span(),
                        "bin_auto() needs the request property query_bin_auto_size",
                        "Write set query_bin_auto_size = 1h; before the query, or use bin()"));
        arguments.add(size);
        session.properties().binPoint().ifPresent(arguments::add);
        return checked(
                session.catalogue().get(FunctionKind.SCALAR, arguments.size() == 2 ? "bin" : "bin_at"),
                call,
                arguments);
    }
}
