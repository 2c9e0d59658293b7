package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the aggregates of one {@code summarize} or {@code make-series}. */
final class AggregateBinder implements AggregateCollector {

    private static final Set<String> ROW_OF_EXTREME = Set.of("arg_max", "arg_min");
    /** Aggregates that give cells of one row. */
    private static final Set<String> ROWS = Set.of("arg_max", "arg_min", "take_any");

    private static final Set<String> SEVERAL_PERCENTILES = Set.of("percentiles", "percentilesw");

    /** The deprecated spellings, which collect fewer elements (R92). */
    private static final Set<String> OLD_COLLECTORS = Set.of("makelist", "makeset", "make_dictionary");

    private static final long OLD_COLLECTORS_LIMIT = 128;

    private final BindingSession session;
    private final Environment environment;
    private final Rowset input;
    private final ScalarBinder arguments;
    private final ResultNames names;
    private final List<AggregateAssignment> assignments = new ArrayList<>();

    AggregateBinder(BindingSession session, Environment environment, Rowset input, String operator) {
        this.session = session;
        this.environment = environment;
        this.input = input;
        this.arguments = new ScalarBinder(session, environment, RowScope.of(operator, input));
        this.names = new ResultNames(session, environment);
    }

    /** What has been collected, in order. */
    List<AggregateAssignment> assignments() {
        return assignments;
    }

    boolean isAggregate(FunctionCall call) {
        return environment.find(call.function().text()).isEmpty()
                && session.catalogue()
                        .find(FunctionKind.AGGREGATE, call.function().text())
                        .isPresent();
    }

    /** An aggregate inside an expression: its value is a column of the aggregation. */
    @Override
    public Optional<ScalarExpression> collect(FunctionDeclaration function, FunctionCall call) {
        AggregateCall bound = single(function, call);
        PlanColumn column = session.ids()
                .column(names.ofAggregate(function, call.function().text(), call.arguments()), bound.type());
        assignments.add(new AggregateAssignment(List.of(column), bound));
        return Optional.of(new ColumnReference(column));
    }

    /**
     * An aggregate as a result of its own, with all its columns.
     *
     * @param written the names given in the text; empty when there are none
     * @param groupColumns what {@code *} leaves out
     */
    List<PlanColumn> columns(
            FunctionCall call, List<String> written, NameAllocator allocator, List<PlanColumn> groupColumns) {
        FunctionDeclaration function =
                session.catalogue().get(FunctionKind.AGGREGATE, call.function().text());
        return switch (function.name()) {
            case "arg_max", "arg_min" -> extremeRow(function, call, written, allocator, groupColumns);
            case "take_any", "any" -> anyRow(function, call, written, allocator, groupColumns);
            case "percentiles" -> percentiles(call, "percentile", 1, written, allocator);
            case "percentilesw" -> percentiles(call, "percentilew", 2, written, allocator);
            default -> {
                AggregateCall bound = single(function, call);
                String name = written.isEmpty() ? allocator.allocate(defaultName(function, call)) : written.getFirst();
                yield List.of(define(List.of(name), bound).getFirst());
            }
        };
    }

    /** The name of an unnamed aggregate; a percentile's includes its number (R78). */
    String defaultName(FunctionDeclaration function, FunctionCall call) {
        String name = names.ofAggregate(function, call.function().text(), call.arguments());
        if ((function.name().equals("percentile") || function.name().equals("percentilew"))
                && !call.arguments().isEmpty()) {
            return name + "_" + percentText(call.arguments().getLast().value());
        }
        return name;
    }

    private List<PlanColumn> define(List<String> columnNames, AggregateCall call) {
        List<PlanColumn> columns = new ArrayList<>();
        boolean extreme = columnNames.size() > 1
                || ROW_OF_EXTREME.contains(call.function().name());
        for (int index = 0; index < columnNames.size(); index++) {
            if (hangsOnUnknown(call, index)) {
                columns.add(
                        session.openColumns().mark(session.ids().column(columnNames.get(index), ScalarType.DYNAMIC)));
                continue;
            }
            ScalarType type = extreme ? call.arguments().get(index).type() : call.type();
            columns.add(session.ids().column(columnNames.get(index), type));
        }
        assignments.add(new AggregateAssignment(columns, call));
        return columns;
    }

    private boolean hangsOnUnknown(AggregateCall call, int index) {
        OpenColumns open = session.openColumns();
        return ROWS.contains(call.function().name())
                ? open.isOperandUnknown(call.arguments().get(index))
                : open.hangsOnUnknown(call.function(), call.arguments());
    }

    private void requireSupport(FunctionDeclaration function, FunctionCall call) {
        if (!session.context().functions().supports(function)) {
            throw session.unsupported(
                    call.function().span(),
                    "Aggregate %s()".formatted(function.name()),
                    UnsupportedFunctions.aggregateAdvice(function.name()));
        }
    }

    /** An aggregate with one value. */
    AggregateCall single(FunctionDeclaration function, FunctionCall call) {
        requireSupport(function, call);
        if (SEVERAL_PERCENTILES.contains(function.name())) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    call.span(),
                    "%s() gives several columns".formatted(function.name()),
                    "Use its form for one percentile or its _array form inside an expression");
        }
        List<ScalarExpression> bound = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            if (argument.value() instanceof StarExpression) {
                throw session.error(
                        SemanticError.WRONG_SHAPE, argument.span(), "'*' is not allowed in %s()".formatted(function));
            }
            bound.add(arguments.bind(argument.value()));
        }
        if (bound.size() == 1 && OLD_COLLECTORS.contains(call.function().text())) {
            bound.add(Literal.ofLong(OLD_COLLECTORS_LIMIT));
        }
        AggregateCall aggregate = typed(function, call, bound);
        AggregateConstants.check(session, aggregate, call);
        return aggregate;
    }

    private AggregateCall typed(FunctionDeclaration function, FunctionCall call, List<ScalarExpression> bound) {
        if (function.name().equals("count")
                && bound.size() == 1
                && bound.getFirst().type() != ScalarType.BOOL) {
            // R22: count(x) counts rows, whatever x is.
            return new AggregateCall(function, List.of(), ScalarType.LONG);
        }
        List<ScalarType> types = bound.stream().map(ScalarExpression::type).toList();
        if (ROW_OF_EXTREME.contains(function.name())) {
            return new AggregateCall(function, bound, types.getFirst());
        }
        Overloads.Choice choice = Overloads.choose(function, types)
                .orElseThrow(() -> CallBinding.mismatch(session, function, call.span(), types));
        List<ScalarExpression> converted = new ArrayList<>();
        for (int index = 0; index < bound.size(); index++) {
            converted.add(ConstantFolder.convert(
                    bound.get(index), choice.argumentTypes().get(index)));
        }
        ScalarType result = choice.result()
                .orElseThrow(() -> session.unsupported(
                        call.span(),
                        "Aggregate %s() in this place".formatted(function.name()),
                        "It gives several columns"));
        return new AggregateCall(function, converted, result);
    }

    private List<PlanColumn> extremeRow(
            FunctionDeclaration function,
            FunctionCall call,
            List<String> written,
            NameAllocator allocator,
            List<PlanColumn> groupColumns) {
        requireSupport(function, call);
        if (call.arguments().isEmpty()) {
            throw CallBinding.mismatch(session, function, call.span(), List.of());
        }
        List<ScalarExpression> values = new ArrayList<>();
        List<String> columnNames = new ArrayList<>();
        SyntaxExpression extremised = call.arguments().getFirst().value();
        ScalarExpression extreme = arguments.bind(extremised);
        if (extreme.type() == ScalarType.DYNAMIC && !session.openColumns().isUnknown(extreme)) {
            throw session.error(
                    SemanticError.ARGUMENT_TYPE,
                    extremised.span(),
                    "%s() cannot order dynamic values".formatted(function.name()),
                    "Convert it, for example with tolong() or tostring()");
        }
        values.add(extreme);
        columnNames.add(
                written.isEmpty()
                        ? allocator.allocate(named(call.arguments().getFirst())
                                .orElseGet(() -> names.ofAggregate(
                                        function, call.function().text(), call.arguments())))
                        : written.getFirst());
        // The old spellings put the name of the first column before those of the others.
        expand(
                call.arguments().subList(1, call.arguments().size()),
                call.function().text().equals(function.name()) ? "" : columnNames.getFirst() + "_",
                values,
                columnNames,
                new Names(written, allocator, groupColumns));
        return define(columnNames, new AggregateCall(function, values, extreme.type()));
    }

    private List<PlanColumn> anyRow(
            FunctionDeclaration function,
            FunctionCall call,
            List<String> written,
            NameAllocator allocator,
            List<PlanColumn> groupColumns) {
        requireSupport(function, call);
        List<ScalarExpression> values = new ArrayList<>();
        List<String> columnNames = new ArrayList<>();
        String prefix = call.function().text().equals("any") ? "any_" : "";
        expand(call.arguments(), prefix, values, columnNames, new Names(written, allocator, groupColumns));
        if (values.isEmpty()) {
            throw CallBinding.mismatch(session, function, call.span(), List.of());
        }
        return define(
                columnNames,
                new AggregateCall(function, values, values.getFirst().type()));
    }

    /** Where the columns of one row get their names from. */
    private record Names(List<String> written, NameAllocator allocator, List<PlanColumn> groupColumns) {}

    /** The further columns of an aggregate that gives columns of one row. */
    private void expand(
            List<Argument> expressions,
            String prefix,
            List<ScalarExpression> values,
            List<String> columnNames,
            Names given) {
        for (Argument argument : expressions) {
            if (argument.value() instanceof StarExpression) {
                star(values, columnNames, given.allocator(), given.groupColumns(), prefix);
                continue;
            }
            values.add(arguments.bind(argument.value()));
            int position = columnNames.size();
            columnNames.add(
                    position < given.written().size()
                            ? given.written().get(position)
                            : named(argument)
                                    .or(() -> names.of(argument.value()).map(name -> prefix + name))
                                    .map(given.allocator()::allocate)
                                    .orElseGet(given.allocator()::allocateGenerated));
        }
    }

    /** The name that stands before an argument, which the column of that argument takes. */
    private static Optional<String> named(Argument argument) {
        return Optional.ofNullable(argument.name()).map(Name::text);
    }

    // R79: every visible column that is no group key and not yet listed.
    private void star(
            List<ScalarExpression> values,
            List<String> columnNames,
            NameAllocator allocator,
            List<PlanColumn> groupColumns,
            String prefix) {
        for (PlanColumn column : input.visibleColumns()) {
            boolean isKey = groupColumns.stream().anyMatch(key -> key.equals(column));
            boolean listed = values.stream()
                    .anyMatch(value -> value instanceof ColumnReference reference
                            && reference.column().equals(column));
            if (!isKey && !listed) {
                values.add(new ColumnReference(column));
                columnNames.add(allocator.allocate(prefix + column.name()));
            }
        }
    }

    /** One column for each percentile, each computed by the function for one. */
    private List<PlanColumn> percentiles(
            FunctionCall call, String single, int leading, List<String> written, NameAllocator allocator) {
        FunctionDeclaration percentile = session.catalogue().get(FunctionKind.AGGREGATE, single);
        requireSupport(percentile, call);
        if (call.arguments().size() <= leading) {
            throw CallBinding.mismatch(
                    session,
                    session.catalogue()
                            .get(FunctionKind.AGGREGATE, call.function().text()),
                    call.span(),
                    List.of());
        }
        List<ScalarExpression> values = new ArrayList<>();
        for (Argument argument : call.arguments().subList(0, leading)) {
            values.add(arguments.bind(argument.value()));
        }
        String base = names.ofAggregate(percentile, single, call.arguments());
        List<PlanColumn> columns = new ArrayList<>();
        for (Argument argument :
                call.arguments().subList(leading, call.arguments().size())) {
            List<ScalarExpression> bound = new ArrayList<>(values);
            bound.add(arguments.bind(argument.value()));
            AggregateCall aggregate = typed(percentile, call, bound);
            AggregateConstants.check(session, aggregate, call);
            int position = columns.size();
            String name = position < written.size()
                    ? written.get(position)
                    : allocator.allocate(base + "_" + percentText(argument.value()));
            columns.addAll(define(List.of(name), aggregate));
        }
        return columns;
    }

    // 99.9 → 99_9 (R78).
    private String percentText(SyntaxExpression percent) {
        Object value = arguments.bind(percent) instanceof Literal literal ? literal.value() : null;
        return value == null ? "" : value.toString().replaceAll("\\.0$", "").replace('.', '_');
    }
}
