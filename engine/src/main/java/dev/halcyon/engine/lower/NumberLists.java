package dev.halcyon.engine.lower;

import dev.halcyon.engine.runtime.ListFunction;
import dev.halcyon.engine.runtime.ListFunctions;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Series as lists of numbers. A dynamic value is JSON text; where a list is known to make it, the text is written as a
 * call over the list, which stays the list inside the statement: a nested block selects the list, and who needs the
 * text writes it there. So {@code make-series}, series functions and {@code mv-expand} hand on arrays, and text is made
 * only of what the result shows.
 */
final class NumberLists {

    /** The functions that write the text of a list, by the type of its elements; the inner form is reals or integers. */
    private static final Map<ScalarType, String> TEXTS = Map.of(
            ScalarType.REAL, "kql_reals_json",
            ScalarType.LONG, "kql_integers_json",
            ScalarType.DATETIME, "kql_datetimes_json",
            ScalarType.TIMESPAN, "kql_timespans_json");

    /** Of a structure of lists, with their number behind it. */
    private static final String SEVERAL = "kql_lists_json_";

    private static final String FIELD = "struct_extract";

    /** Ends of the names of two functions of the same arguments ({@link ListFunctions}). */
    private static final String JSON = "_json";

    private static final String REALS = "_reals";

    private NumberLists() {}

    /**
     * A list inside the statement.
     *
     * @param list of reals, or of integers that are long numbers or ticks
     * @param element what its elements are in the language
     */
    record TypedList(SqlExpression list, ScalarType element) {

        /** The JSON text of the list, which is how a dynamic value is written. */
        SqlExpression json() {
            return Sql.function(Objects.requireNonNull(TEXTS.get(element)), list);
        }
    }

    /** The list of a dynamic value that is to be numbers: the one that makes its text, or what its text holds. */
    static SqlExpression numbers(SqlExpression value) {
        return knownNumbers(value).orElseGet(() -> Sql.function("kql_numbers", value));
    }

    /** The same when no text needs to be read for it. */
    static Optional<SqlExpression> knownNumbers(SqlExpression value) {
        return numberList(value).map(TypedList::list).or(() -> twin(value));
    }

    /** The list of reals, or of integers, that makes a text. */
    static Optional<TypedList> numberList(SqlExpression value) {
        return list(value).filter(known -> known.element() == ScalarType.REAL || known.element() == ScalarType.LONG);
    }

    /** What gives the numbers where a function gives a text that integers and reals stand in. */
    private static Optional<SqlExpression> twin(SqlExpression value) {
        if (value instanceof SqlExpression.Function function && function.name().endsWith(JSON)) {
            String name = function.name();
            String reals = name.substring(0, name.length() - JSON.length()) + REALS;
            return ListFunctions.find(reals).map(found -> Sql.function(reals, function.arguments()));
        }
        return Optional.empty();
    }

    /** The list that makes a text. */
    static Optional<TypedList> list(SqlExpression value) {
        if (value instanceof SqlExpression.Function function) {
            for (Map.Entry<ScalarType, String> text : TEXTS.entrySet()) {
                if (text.getValue().equals(function.name())) {
                    return Optional.of(new TypedList(function.arguments().getFirst(), text.getKey()));
                }
            }
        }
        return Optional.empty();
    }

    /** A call of a list function of one result as the JSON text of it. */
    static SqlExpression single(String name, SqlExpression... arguments) {
        return single(name, List.of(arguments));
    }

    /** As the other {@link #single(String, SqlExpression...)}. */
    static SqlExpression single(String name, List<SqlExpression> arguments) {
        return column(ListFunctions.named(name), Sql.function(name, arguments), 0);
    }

    /** A call of a list function as the JSON text of the array of its results. */
    static SqlExpression call(String name, List<SqlExpression> arguments) {
        SqlExpression call = Sql.function(name, arguments);
        ListFunction function = ListFunctions.named(name);
        List<SqlExpression> columns = new ArrayList<>();
        for (int index = 0; index < function.results().size(); index++) {
            columns.add(column(function, call, index));
        }
        return Sql.function(SEVERAL + function.results().size(), columns);
    }

    /** An element of a list, or one of the lists in the array that {@link #call} makes. */
    static Optional<SqlExpression> element(SqlExpression array, long index) {
        if (array instanceof SqlExpression.Function function && function.name().startsWith(SEVERAL)) {
            return index >= 0 && index < function.arguments().size()
                    ? Optional.of(function.arguments().get((int) index))
                    : Optional.empty();
        }
        // Positions of the language count from 0, those of the database from 1; both count from the end alike.
        return list(array)
                .map(known -> TextForms.json(
                        Sql.function("list_extract", known.list(), Sql.constant(index < 0 ? index : index + 1)),
                        known.element()));
    }

    /** The elements from one place to another, when a list makes the array. */
    static Optional<SqlExpression> slice(SqlExpression array, SqlExpression first, SqlExpression last) {
        return list(array).map(known -> {
            String function = known.element() == ScalarType.REAL ? "kql_slice_reals" : "kql_slice_integers";
            return new TypedList(Sql.function(function, known.list(), first, last), known.element()).json();
        });
    }

    /**
     * What a nested block selects of a value.
     *
     * @param stored the expression inside
     * @param outside the value, of a reference to it
     */
    record Stored(SqlExpression stored, UnaryOperator<SqlExpression> outside) {}

    /**
     * How a nested block hands on a value: a list as the list, columns as their structure, a text that a function makes
     * of a list and constants as the list, anything else as it is.
     */
    static Stored stored(SqlExpression value) {
        if (value instanceof SqlExpression.Function function) {
            List<SqlExpression> arguments = function.arguments();
            boolean overConstants = twin(value).isPresent()
                    && arguments.subList(1, arguments.size()).stream().allMatch(NumberLists::isConstant);
            if (list(value).isPresent() || overConstants) {
                return new Stored(arguments.getFirst(), reference -> {
                    List<SqlExpression> moved = new ArrayList<>(arguments);
                    moved.set(0, reference);
                    return Sql.function(function.name(), moved);
                });
            }
            if (function.name().startsWith(SEVERAL)) {
                return new Stored(
                        structure(arguments.getFirst()),
                        reference -> Sql.function(
                                function.name(),
                                arguments.stream()
                                        .map(argument -> over(argument, reference))
                                        .toList()));
            }
        }
        return new Stored(value, UnaryOperator.identity());
    }

    private static boolean isConstant(SqlExpression value) {
        return QueryBlock.isTrivialExpression(value) && !(value instanceof SqlExpression.Column);
    }

    /** The call below the text of its first column. */
    private static SqlExpression structure(SqlExpression text) {
        SqlExpression value = written(text);
        return isField(value) ? ((SqlExpression.Function) value).arguments().getFirst() : value;
    }

    /** The text of a column of another structure. */
    private static SqlExpression over(SqlExpression text, SqlExpression structure) {
        SqlExpression value = written(text);
        SqlExpression moved = isField(value)
                ? Sql.function(
                        FIELD,
                        structure,
                        ((SqlExpression.Function) value).arguments().getLast())
                : structure;
        return text instanceof SqlExpression.Cast cast
                ? Sql.cast(moved, cast.type())
                : Sql.function(((SqlExpression.Function) text).name(), moved);
    }

    /** What a text of a column is written from. */
    private static SqlExpression written(SqlExpression text) {
        return text instanceof SqlExpression.Cast cast
                ? cast.operand()
                : ((SqlExpression.Function) text).arguments().getFirst();
    }

    private static boolean isField(SqlExpression list) {
        return list instanceof SqlExpression.Function function
                && function.name().equals(FIELD);
    }

    private static SqlExpression column(ListFunction function, SqlExpression call, int index) {
        SqlExpression value = function.results().size() == 1 ? call : Sql.function(FIELD, call, Sql.text("c" + index));
        return switch (function.results().get(index)) {
            case REALS -> new TypedList(value, ScalarType.REAL).json();
            case INTEGERS -> new TypedList(value, ScalarType.LONG).json();
            case INTEGER -> TextForms.json(value, ScalarType.LONG);
            case REAL -> TextForms.json(value, ScalarType.REAL);
            case TEXT -> TextForms.json(value, ScalarType.STRING);
        };
    }
}
