package dev.halcyon.engine.duckdb.vector;

import dev.halcyon.engine.runtime.ListFunction;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.runtime.ListFunctions;
import java.lang.foreign.MemorySegment;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/** Makes the functions over vectors callable from SQL, on every connection of the instance. */
public final class VectorFunctions {

    private VectorFunctions() {}

    /** A function and what the database calls for it; its types are made for each registration. */
    private record Declared(
            String name, Supplier<List<LogicalType>> parameters, Supplier<LogicalType> result, MemorySegment callback) {

        static Declared of(ListFunction function) {
            return new Declared(
                    function.name(),
                    () -> types(function.parameters()),
                    () -> resultType(function.results()),
                    ScalarFunction.callback(new ListFunctionCall(function)));
        }

        static Declared ofMember(String name, int result, MemberFunctionCall call) {
            return of(name, List.of(CInterface.VARCHAR, CInterface.VARCHAR), result, call);
        }

        static Declared of(String name, List<Integer> parameters, int result, VectorCall call) {
            return new Declared(
                    name,
                    () -> parameters.stream().map(LogicalType::of).toList(),
                    () -> LogicalType.of(result),
                    ScalarFunction.callback(call));
        }
    }

    private static final class Declarations {

        static final List<Declared> ALL = Stream.concat(
                        ListFunctions.all().stream().map(Declared::of),
                        Stream.of(
                                Declared.of(
                                        TextCodes.FUNCTION,
                                        List.of(CInterface.BIGINT, CInterface.VARCHAR),
                                        CInterface.BIGINT,
                                        TextCodes::call),
                                Declared.of("kql_wrap", List.of(CInterface.HUGEINT), CInterface.BIGINT, new WrapCall()),
                                Declared.ofMember("kql_member_int", CInterface.INTEGER, MemberFunctionCall.ofInt()),
                                Declared.ofMember("kql_member_long", CInterface.BIGINT, MemberFunctionCall.ofLong()),
                                Declared.ofMember("kql_member_real", CInterface.DOUBLE, MemberFunctionCall.ofReal())))
                .toList();
    }

    /** Makes what the first registration needs; the library is loaded. */
    public static void load() {
        Objects.requireNonNull(Declarations.ALL);
        ScalarFunction.load();
    }

    /**
     * Registers all.
     *
     * @throws SQLException when the database refuses one
     */
    public static void registerAll(DuckDBConnection connection) throws SQLException {
        for (Declared function : Declarations.ALL) {
            ScalarFunction.register(
                    function.name(),
                    function.parameters().get(),
                    function.result().get(),
                    function.callback(),
                    connection);
        }
    }

    private static List<LogicalType> types(List<Shape> shapes) {
        return shapes.stream().map(VectorFunctions::type).toList();
    }

    private static LogicalType type(Shape shape) {
        return switch (shape) {
            case INTEGER -> LogicalType.of(CInterface.BIGINT);
            case REAL -> LogicalType.of(CInterface.DOUBLE);
            case TEXT -> LogicalType.of(CInterface.VARCHAR);
            case INTEGERS -> LogicalType.listOf(CInterface.BIGINT);
            case REALS -> LogicalType.listOf(CInterface.DOUBLE);
        };
    }

    private static LogicalType resultType(List<Shape> results) {
        return results.size() == 1 ? type(results.getFirst()) : LogicalType.structureOf(types(results));
    }
}
