package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.Parameter;
import dev.halcyon.kql.function.ResultType;
import dev.halcyon.kql.function.Signature;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses the overload for a call and the types that its arguments convert to. */
final class Overloads {

    private Overloads() {}

    /**
     * A chosen overload.
     *
     * @param signature the overload
     * @param argumentTypes the type that each argument converts to
     * @param result the type of the value; empty when the function has a rule of its own
     */
    record Choice(Signature signature, List<ScalarType> argumentTypes, Optional<ScalarType> result) {}

    /**
     * The cheapest overload that takes the arguments: an exact type costs nothing, a wider number little, a conversion
     * from dynamic more.
     */
    static Optional<Choice> choose(FunctionDeclaration function, List<ScalarType> arguments) {
        record Candidate(Signature signature, List<ScalarType> types, int cost) {}
        List<Candidate> candidates = new ArrayList<>();
        for (Signature signature : function.signatures()) {
            if (!takesCount(signature, arguments.size())) {
                continue;
            }
            List<Parameter> parameters = spread(signature, arguments.size());
            List<ScalarType> types = new ArrayList<>();
            int cost = 0;
            for (int index = 0; index < arguments.size() && cost < IMPOSSIBLE; index++) {
                Match match = match(parameters.get(index), arguments.get(index));
                types.add(match.type());
                cost += match.cost();
            }
            if (cost < IMPOSSIBLE) {
                candidates.add(new Candidate(signature, types, cost));
            }
        }
        return candidates.stream()
                .min(Comparator.comparingInt(Candidate::cost))
                .flatMap(candidate -> finish(candidate.signature(), candidate.types()));
    }

    /** Parameters that repeat together, as the conditions and values of case(), come in whole groups. */
    static boolean takesCount(Signature signature, int count) {
        if (count < signature.minimumArguments() || count > signature.maximumArguments()) {
            return false;
        }
        long together = signature.parameters().stream()
                .filter(parameter -> parameter.repeat() > 1)
                .count();
        return together < 2 || (count - signature.minimumArguments()) % together == 0;
    }

    private static final int IMPOSSIBLE = 1_000_000;

    private record Match(ScalarType type, int cost) {}

    private static Match match(Parameter parameter, ScalarType argument) {
        Set<ScalarType> accepted = parameter.type().accepted();
        if (accepted.contains(argument)) {
            return new Match(argument, 0);
        }
        if (argument == ScalarType.STRING && parameter.type().isTypeLiteral()) {
            // typeof(long) arrives as the name of the type.
            return new Match(argument, 0);
        }
        int step = 0;
        for (ScalarType wider : widerNumbers(argument)) {
            step++;
            if (accepted.contains(wider)) {
                return new Match(wider, step);
            }
        }
        if (argument == ScalarType.DYNAMIC) {
            // R72: a dynamic argument converts to what the function wants; text is the most forgiving reading.
            return PREFERRED_FROM_DYNAMIC.stream()
                    .filter(accepted::contains)
                    .findFirst()
                    .map(type -> new Match(type, 10))
                    .orElse(new Match(argument, IMPOSSIBLE));
        }
        if (argument.isNumeric() && accepted.contains(ScalarType.BOOL) && argument.isInteger()) {
            return new Match(ScalarType.BOOL, 20);
        }
        if (argument == ScalarType.REAL && accepted.equals(Set.of(ScalarType.LONG))) {
            return new Match(ScalarType.LONG, 30);
        }
        return new Match(argument, IMPOSSIBLE);
    }

    private static final List<ScalarType> PREFERRED_FROM_DYNAMIC = List.of(
            ScalarType.STRING,
            ScalarType.REAL,
            ScalarType.LONG,
            ScalarType.INT,
            ScalarType.DATETIME,
            ScalarType.TIMESPAN,
            ScalarType.BOOL,
            ScalarType.GUID,
            ScalarType.DECIMAL);

    private static List<ScalarType> widerNumbers(ScalarType type) {
        return switch (type) {
            case INT -> List.of(ScalarType.LONG, ScalarType.REAL, ScalarType.DECIMAL);
            case LONG -> List.of(ScalarType.REAL, ScalarType.DECIMAL, ScalarType.INT);
            case REAL -> List.of(ScalarType.DECIMAL);
            case DECIMAL -> List.of(ScalarType.REAL);
            case BOOL, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC -> List.of();
        };
    }

    /** The parameter of each argument: repeating ones are repeated as a group, optional ones filled from the left. */
    static List<Parameter> spread(Signature signature, int count) {
        List<Parameter> parameters = signature.parameters();
        List<Parameter> repeating =
                parameters.stream().filter(parameter -> parameter.repeat() > 1).toList();
        if (repeating.isEmpty()) {
            return parameters.subList(0, Math.min(count, parameters.size()));
        }
        int first = parameters.indexOf(repeating.getFirst());
        int trailing = parameters.size() - first - repeating.size();
        List<Parameter> result = new ArrayList<>(parameters.subList(0, Math.min(first, count)));
        int repeated = count - first - trailing;
        for (int index = 0; index < repeated; index++) {
            result.add(repeating.get(index % repeating.size()));
        }
        for (int index = 0; index < trailing && result.size() < count; index++) {
            result.add(parameters.get(first + repeating.size() + index));
        }
        return result;
    }

    private static Optional<Choice> finish(Signature signature, List<ScalarType> types) {
        return switch (signature.result()) {
            case ResultType.Fixed fixed -> Optional.of(new Choice(signature, types, Optional.of(fixed.type())));
            case ResultType.OfArgument(int index) ->
                Optional.of(new Choice(signature, types, Optional.of(types.get(Math.min(index, types.size() - 1)))));
            case ResultType.OfArgumentPromoted(int index) ->
                Optional.of(new Choice(signature, types, Optional.of(promoted(types.get(index)))));
            case ResultType.PercentileOfArgument() ->
                Optional.of(new Choice(
                        signature,
                        types,
                        Optional.of(
                                types.getFirst() == ScalarType.DECIMAL
                                        ? ScalarType.REAL
                                        : promoted(types.getFirst()))));
            case ResultType.Common() -> common(signature, types);
            case ResultType.Widest() -> widest(signature, types);
            case ResultType.Columns columns -> Optional.of(new Choice(signature, types, Optional.empty()));
            case ResultType.ArrayPerArgument arrays ->
                Optional.of(new Choice(
                        signature, types, arrays(types) == 1 ? Optional.of(ScalarType.DYNAMIC) : Optional.empty()));
            case ResultType.Special special -> Optional.of(new Choice(signature, types, Optional.empty()));
            case ResultType.Table table -> Optional.of(new Choice(signature, types, Optional.empty()));
        };
    }

    /** How many arguments in front are dynamic. */
    static int arrays(List<ScalarType> types) {
        int count = 0;
        while (count < types.size() && types.get(count) == ScalarType.DYNAMIC) {
            count++;
        }
        return count;
    }

    private static ScalarType promoted(ScalarType type) {
        return type == ScalarType.INT ? ScalarType.LONG : type;
    }

    private static Optional<Choice> common(Signature signature, List<ScalarType> types) {
        List<Parameter> parameters = spread(signature, types.size());
        Optional<ScalarType> common = Optional.empty();
        for (int index = 0; index < types.size(); index++) {
            if (!isCondition(parameters.get(index))) {
                ScalarType type = types.get(index);
                common = common.isEmpty() ? Optional.of(type) : TypeRules.common(common.get(), type);
                if (common.isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        ScalarType result = common.orElse(ScalarType.DYNAMIC);
        List<ScalarType> converted = new ArrayList<>();
        for (int index = 0; index < types.size(); index++) {
            converted.add(isCondition(parameters.get(index)) ? ScalarType.BOOL : result);
        }
        return Optional.of(new Choice(signature, converted, Optional.of(result)));
    }

    /** Whether a parameter takes nothing but a condition. */
    static boolean isCondition(Parameter parameter) {
        return parameter.type().accepted().equals(Set.of(ScalarType.BOOL));
    }

    private static Optional<Choice> widest(Signature signature, List<ScalarType> types) {
        ScalarType wide = types.stream().reduce(TypeRules::widestNumber).orElseThrow();
        return Optional.of(
                new Choice(signature, types.stream().map(type -> wide).toList(), Optional.of(wide)));
    }
}
