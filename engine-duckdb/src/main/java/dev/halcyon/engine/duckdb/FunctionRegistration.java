package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.runtime.RuntimeFunction;
import dev.halcyon.engine.runtime.RuntimeFunctions;
import dev.halcyon.engine.sql.SqlType;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Makes the runtime functions callable from SQL, on every connection of the instance. */
final class FunctionRegistration {

    private FunctionRegistration() {}

    static void registerAll(Connection connection) throws SQLException {
        for (RuntimeFunction function : RuntimeFunctions.all()) {
            register(function, connection);
        }
    }

    static void register(RuntimeFunction function, Connection connection) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(function.name()).withReturnType(columnType(function.result()));
            if (function.variadic()) {
                try (DuckDBLogicalType type =
                        DuckDBLogicalType.of(columnType(function.parameters().getFirst()))) {
                    builder.withVarArgs(type);
                    builder.withVectorizedFunction((input, output) -> compute(function, input, output));
                    builder.register(connection);
                }
                return;
            }
            for (SqlType parameter : function.parameters()) {
                builder.withParameter(columnType(parameter));
            }
            builder.withVectorizedFunction((input, output) -> compute(function, input, output));
            builder.register(connection);
        }
    }

    private static void compute(RuntimeFunction function, DuckDBDataChunkReader input, DuckDBWritableVector output) {
        int columns = Math.toIntExact(input.columnCount());
        DuckDBReadableVector[] vectors = new DuckDBReadableVector[columns];
        for (int column = 0; column < columns; column++) {
            vectors[column] = input.vector(column);
        }
        long rows = input.rowCount();
        for (long row = 0; row < rows; row++) {
            @Nullable Object[] arguments = new Object[columns];
            boolean anyNull = false;
            for (int column = 0; column < columns; column++) {
                SqlType type = function.parameters().get(function.variadic() ? 0 : column);
                arguments[column] = read(vectors[column], type, row);
                anyNull |= arguments[column] == null;
            }
            Object result =
                    anyNull && function.strict() ? null : function.body().apply(arguments);
            write(output, function.result(), row, result);
        }
    }

    private static @Nullable Object read(DuckDBReadableVector vector, SqlType type, long row) {
        if (vector.isNull(row)) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> vector.getBoolean(row);
            case INTEGER -> vector.getInt(row);
            case BIGINT -> vector.getLong(row);
            case DOUBLE -> vector.getDouble(row);
            case VARCHAR -> vector.getString(row);
            case DECIMAL, UUID -> throw unsupported(type);
        };
    }

    private static void write(DuckDBWritableVector vector, SqlType type, long row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
            return;
        }
        switch (type) {
            case BOOLEAN -> vector.setBoolean(row, (Boolean) value);
            case INTEGER -> vector.setInt(row, (Integer) value);
            case BIGINT -> vector.setLong(row, (Long) value);
            case DOUBLE -> vector.setDouble(row, (Double) value);
            case VARCHAR -> vector.setString(row, (String) value);
            case DECIMAL, UUID -> throw unsupported(type);
        }
    }

    private static DuckDBColumnType columnType(SqlType type) {
        return switch (type) {
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
            case INTEGER -> DuckDBColumnType.INTEGER;
            case BIGINT -> DuckDBColumnType.BIGINT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case VARCHAR -> DuckDBColumnType.VARCHAR;
            case DECIMAL, UUID -> throw unsupported(type);
        };
    }

    private static IllegalStateException unsupported(SqlType type) {
        return new IllegalStateException("A runtime function cannot take or give a " + type + "; let it pass as text");
    }
}
