package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects runtime functions in a readable form. */
final class FunctionList {

    private final List<RuntimeFunction> functions = new ArrayList<>();

    /** Arguments that are never null. */
    record Arguments(@Nullable Object[] values) {
        int count() {
            return values.length;
        }

        String text(int index) {
            return (String) value(index);
        }

        long integer(int index) {
            return ((Number) value(index)).longValue();
        }

        double real(int index) {
            return (Double) value(index);
        }

        boolean truth(int index) {
            return (Boolean) value(index);
        }

        NumberList list(int index) {
            return (NumberList) value(index);
        }

        NumberList.Reals reals(int index) {
            return (NumberList.Reals) value(index);
        }

        Object object(int index) {
            return value(index);
        }

        private Object value(int index) {
            return Objects.requireNonNull(values[index]);
        }
    }

    /** The computation of one row without nulls. */
    @FunctionalInterface
    interface StrictBody {
        @Nullable
        Object apply(Arguments arguments);
    }

    /** A function that is null when an argument is. */
    void strict(String name, String rule, SqlType result, StrictBody body, SqlType... parameters) {
        functions.add(new RuntimeFunction(
                name,
                List.of(parameters),
                false,
                true,
                result,
                rule,
                arguments -> body.apply(new Arguments(arguments))));
    }

    /** A function that sees nulls. */
    void lenient(String name, String rule, SqlType result, RuntimeFunction.Body body, SqlType... parameters) {
        functions.add(new RuntimeFunction(name, List.of(parameters), false, false, result, rule, body));
    }

    /** A function of any number of texts that sees nulls. */
    void variadic(String name, String rule, SqlType result, RuntimeFunction.Body body) {
        functions.add(new RuntimeFunction(name, List.of(SqlType.VARCHAR), true, false, result, rule, body));
    }

    List<RuntimeFunction> functions() {
        return List.copyOf(functions);
    }
}
