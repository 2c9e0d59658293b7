package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.Parameter;
import dev.halcyon.kql.function.ResultType;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Columns that a query names but no schema lists. A table that may have such columns is open; its scan carries a hidden
 * marker column, so that a name which nothing defines can be traced to the table, through every operator that keeps all
 * columns. Such a name becomes a column of the table, which is why a request with open tables is bound again until no new
 * name turns up. Their type is unknown; dynamic stands for it, and rules against dynamic keys do not apply.
 */
final class OpenColumns {
    private static final String MARKER = "$open:";
    private static final int MOST_PASSES = 16;

    private final Map<String, Set<String>> named = new HashMap<>();
    private final Set<Integer> unknown = new HashSet<>();
    private final Set<Integer> inferred = new HashSet<>();
    private final Set<ScalarExpression> unknownValues = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean discovered;
    private int passes;

    /** Whether the last pass found names that another pass has to know from the start; forgets its columns. */
    boolean again() {
        boolean again = discovered && passes < MOST_PASSES;
        passes++;
        discovered = false;
        if (again) {
            unknown.clear();
            inferred.clear();
            unknownValues.clear();
        }
        return again;
    }

    /** The name of the marker column of an open table. */
    static String marker(String source) {
        return MARKER + source + ":";
    }

    static boolean isMarker(PlanColumn column) {
        return column.name().startsWith(MARKER);
    }

    /** The names that were traced to the table. */
    Set<String> namesOf(String source) {
        return named.getOrDefault(source, Set.of());
    }

    /** A column for a name that nothing defines, where there may be columns that only the data know. */
    PlanColumn resolve(String name, List<PlanColumn> columns, ColumnIds ids) {
        Optional<String> source = columns.stream()
                .map(PlanColumn::name)
                .filter(column -> column.startsWith(MARKER))
                // A join may have put a number behind the marker.
                .map(column -> column.substring(MARKER.length(), column.lastIndexOf(':')))
                .findFirst();
        if (source.isPresent()
                && named.computeIfAbsent(source.get(), key -> new LinkedHashSet<>())
                        .add(name)) {
            discovered = true;
        }
        return mark(ids.column(name, ScalarType.DYNAMIC));
    }

    /** Notes that the type of the column is unknown. */
    PlanColumn mark(PlanColumn column) {
        unknown.add(column.id());
        return column;
    }

    /** A column that no schema lists, among those that one does. */
    PlanColumn inferred(String name, ColumnIds ids) {
        PlanColumn column = mark(ids.column(name, ScalarType.DYNAMIC));
        inferred.add(column.id());
        return column;
    }

    boolean isInferred(PlanColumn column) {
        return inferred.contains(column.id());
    }

    /** What is known of the original is known of its copy. */
    PlanColumn copied(PlanColumn copy, PlanColumn original) {
        if (isInferred(original)) {
            inferred.add(copy.id());
        }
        return isUnknown(original) ? mark(copy) : copy;
    }

    /** Notes that the type of the value is unknown. */
    <T extends ScalarExpression> T mark(T value) {
        unknownValues.add(value);
        return value;
    }

    /** Whether the type of a call's value hangs on the type of an argument that is unknown. */
    boolean hangsOnUnknown(FunctionDeclaration function, List<ScalarExpression> arguments) {
        if (arguments.stream().noneMatch(this::isOperandUnknown)) {
            return false;
        }
        if (function.signatures().stream().anyMatch(signature -> signature.result() instanceof ResultType.Common)) {
            return hasUnknownBranch(function, arguments);
        }
        Set<ScalarType> results = EnumSet.noneOf(ScalarType.class);
        for (ScalarType possible : ScalarType.values()) {
            List<ScalarType> types = arguments.stream()
                    .map(argument -> isOperandUnknown(argument) ? possible : argument.type())
                    .toList();
            Overloads.choose(function, types).flatMap(Overloads.Choice::result).ifPresent(results::add);
        }
        return results.size() > 1;
    }

    private boolean hasUnknownBranch(FunctionDeclaration function, List<ScalarExpression> arguments) {
        return function.signatures().stream()
                .filter(signature -> Overloads.takesCount(signature, arguments.size()))
                .anyMatch(signature -> {
                    List<Parameter> parameters = Overloads.spread(signature, arguments.size());
                    return IntStream.range(0, arguments.size())
                            .anyMatch(index -> !Overloads.isCondition(parameters.get(index))
                                    && isOperandUnknown(arguments.get(index)));
                });
    }

    /**
     * The rows with a column for each name that was traced to them so far, and a marker by which further names are.
     *
     * @param source tells these rows from others whose columns only the data know
     */
    Rowset open(Rowset rows, String source, ColumnIds ids) {
        List<Assignment> columns =
                new ArrayList<>(Relations.passThrough(rows.relation().columns()));
        Set<Integer> hidden = new HashSet<>(rows.hidden());
        for (String name : namesOf(source)) {
            if (rows.relation().columns().stream()
                    .noneMatch(column -> column.name().equals(name))) {
                columns.add(new Assignment(inferred(name, ids), Literal.missing(ScalarType.DYNAMIC)));
            }
        }
        PlanColumn marker = ids.column(marker(source), ScalarType.BOOL);
        columns.add(new Assignment(marker, Literal.missing(ScalarType.BOOL)));
        hidden.add(marker.id());
        return new Rowset(
                new Project(rows.relation(), columns),
                hidden,
                rows.serialized(),
                rows.name(),
                rows.visualization(),
                true);
    }

    /** The column, of unknown type if the value's is. */
    PlanColumn defined(PlanColumn column, ScalarExpression value) {
        return isUnknown(value) ? mark(column) : column;
    }

    boolean isUnknown(PlanColumn column) {
        return unknown.contains(column.id());
    }

    /** Whether the type of a value hangs on a column of unknown type. */
    boolean isUnknown(ScalarExpression value) {
        if (unknownValues.contains(value)) {
            return true;
        }
        if (unknown.isEmpty()) {
            return false;
        }
        return switch (value) {
            case ColumnReference reference -> isUnknown(reference.column());
            case Call call -> hangsOnArgument(call);
            default -> false;
        };
    }

    private boolean hangsOnArgument(Call call) {
        return call.function().signatures().stream().anyMatch(signature -> switch (signature.result()) {
            case ResultType.OfArgument(int index) -> isArgumentUnknown(call, index);
            case ResultType.OfArgumentPromoted(int index) -> isArgumentUnknown(call, index);
            case ResultType.PercentileOfArgument percentile -> isArgumentUnknown(call, 0);
            default -> false;
        });
    }

    private boolean isArgumentUnknown(Call call, int index) {
        return index < call.arguments().size()
                && isOperandUnknown(call.arguments().get(index));
    }

    /** As {@link #isUnknown}, looking through the conversion that a function made of its argument. */
    boolean isOperandUnknown(ScalarExpression argument) {
        return isUnknown(argument) || (argument instanceof Conversion conversion && isUnknown(conversion.operand()));
    }

    /** All columns of unknown type. */
    Set<Integer> unknown() {
        return Set.copyOf(unknown);
    }
}
