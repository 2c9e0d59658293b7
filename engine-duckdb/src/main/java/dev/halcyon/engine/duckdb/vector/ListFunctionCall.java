package dev.halcyon.engine.duckdb.vector;

import dev.halcyon.engine.runtime.ListFunction;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.runtime.NumberList;
import dev.halcyon.engine.runtime.QueryFailure;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A list function. The rows of a large vector are computed on all processors: a table of
 * many series is small for the database, which would give it one thread.
 */
final class ListFunctionCall implements VectorCall {

    /** Below this many numbers the hand-over costs more than it brings. */
    private static final long LEAST_PARALLEL = 20_000;

    /** In one vector, whose results lie in memory together: half a gigabyte. */
    private static final long MOST_NUMBERS = 1L << 26;

    private static final Object[] NOTHING = {};

    private final ListFunction function;

    ListFunctionCall(ListFunction function) {
        this.function = function;
    }

    @Override
    public void call(MemorySegment chunk, MemorySegment output) {
        int rows = CInterface.rows(chunk);
        InputVector[] arguments = new InputVector[function.parameters().size()];
        long elements = 0;
        for (int index = 0; index < arguments.length; index++) {
            MemorySegment vector = CInterface.vector(chunk, index);
            arguments[index] = new InputVector(function.parameters().get(index), vector, rows);
            elements += arguments[index].elementCount(rows);
        }
        Object[][] results = new Object[rows][];
        IntStream all = IntStream.range(0, rows);
        LongAdder made = new LongAdder();
        (elements >= LEAST_PARALLEL ? all.parallel() : all).forEach(row -> {
            results[row] = compute(arguments, row);
            count(results[row], made);
        });
        write(results, new OutputVector(output, rows));
    }

    private static void count(Object[] results, LongAdder made) {
        for (Object result : results) {
            if (result instanceof NumberList list) {
                made.add(list.length());
            }
        }
        if (made.sum() > MOST_NUMBERS) {
            throw new QueryFailure(
                    "The series of this query are too long together: more than %d numbers at once; use a greater step or filter more"
                            .formatted(MOST_NUMBERS));
        }
    }

    private Object[] compute(InputVector[] arguments, int row) {
        @Nullable Object[] values = new Object[arguments.length];
        for (int index = 0; index < values.length; index++) {
            values[index] = arguments[index].read(row);
            if (values[index] == null && function.strict()) {
                return NOTHING;
            }
        }
        return function.body().apply(values);
    }

    private void write(Object[][] results, OutputVector output) {
        boolean structure = function.results().size() > 1;
        for (int field = 0; field < function.results().size(); field++) {
            @Nullable Object[] column = new Object[results.length];
            for (int row = 0; row < column.length; row++) {
                column[row] = results[row].length == 0 ? null : results[row][field];
            }
            if (structure && field == 0) {
                output.writeNulls(column);
            }
            write(function.results().get(field), column, structure ? output.field(field) : output);
        }
    }

    private static void write(Shape type, @Nullable Object[] column, OutputVector output) {
        switch (type) {
            case TEXT -> output.writeTexts(column);
            case INTEGERS, REALS -> output.writeLists(column);
            case INTEGER, REAL -> output.writeNumbers(column);
        }
    }
}
