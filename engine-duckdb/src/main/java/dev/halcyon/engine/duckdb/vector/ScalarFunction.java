package dev.halcyon.engine.duckdb.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBConnection;

/** A function of SQL whose computation is a {@link VectorCall}. It sees null arguments. */
@SuppressWarnings("restricted") // The library is the driver's own.
final class ScalarFunction {

    private static final Linker LINKER = Linker.nativeLinker();

    private ScalarFunction() {}

    /** A computation, and what becomes of its failures. */
    record Callback(VectorCall call) {

        static final MethodHandle HANDLE;

        static {
            try {
                HANDLE = MethodHandles.lookup().findVirtual(Callback.class, "run", CInterface.CALLBACK.toMethodType());
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        /** Nothing that is thrown leaves: the database could not take it. It becomes the error of the statement. */
        void run(MemorySegment information, MemorySegment chunk, MemorySegment output) {
            try {
                call.call(chunk, output);
            } catch (Throwable e) {
                String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
                try (Arena arena = Arena.ofConfined()) {
                    CInterface.call(CInterface.SET_ERROR, information, arena.allocateFrom(message));
                }
            }
        }
    }

    /** What the driver keeps to itself: its connection, and the registration for one. */
    private static final class Driver {

        private static final MethodHandle CONNECTION;
        private static final MethodHandle REGISTER;

        static {
            try {
                CONNECTION = MethodHandles.privateLookupIn(DuckDBConnection.class, MethodHandles.lookup())
                        .findGetter(DuckDBConnection.class, "connRef", ByteBuffer.class);
                Class<?> bindings = Class.forName("org.duckdb.DuckDBBindings");
                REGISTER = MethodHandles.privateLookupIn(bindings, MethodHandles.lookup())
                        .findStatic(
                                bindings,
                                "duckdb_register_scalar_function",
                                MethodType.methodType(int.class, ByteBuffer.class, ByteBuffer.class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "The database's driver is of another version than this was made for", e);
            }
        }
    }

    /** Makes what the first registration needs; the library is loaded. */
    static void load() {
        Objects.requireNonNull(CInterface.CREATE_FUNCTION);
        Objects.requireNonNull(Driver.REGISTER);
    }

    /** What the database calls, for as long as the process lives: an instance may call until its end. */
    static MemorySegment callback(VectorCall call) {
        return LINKER.upcallStub(Callback.HANDLE.bindTo(new Callback(call)), CInterface.CALLBACK, Arena.global());
    }

    /**
     * Makes a function callable on every connection of the instance.
     *
     * @param parameters their types, which are closed
     * @param result its type, which is closed
     * @param callback of {@link #callback}
     * @throws SQLException when the database refuses it
     */
    static void register(
            String name,
            List<LogicalType> parameters,
            LogicalType result,
            MemorySegment callback,
            DuckDBConnection connection)
            throws SQLException {
        MemorySegment created = CInterface.pointer(CInterface.CREATE_FUNCTION);
        try (Arena arena = Arena.ofConfined()) {
            CInterface.call(CInterface.SET_NAME, created, arena.allocateFrom(name));
            for (LogicalType parameter : parameters) {
                CInterface.call(CInterface.ADD_PARAMETER, created, parameter.handle());
            }
            CInterface.call(CInterface.SET_RESULT, created, result.handle());
            CInterface.call(CInterface.SET_SPECIAL_NULLS, created);
            CInterface.call(CInterface.SET_FUNCTION, created, callback);
            ByteBuffer reference = created.reinterpret(1).asByteBuffer();
            int state = (int) Driver.REGISTER.invoke((ByteBuffer) Driver.CONNECTION.invoke(connection), reference);
            if (state != 0) {
                throw new SQLException("The function " + name + " cannot be registered");
            }
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new CInterface.Failure(e);
        } finally {
            CInterface.destroy(CInterface.DESTROY_FUNCTION, created);
            parameters.forEach(LogicalType::close);
            result.close();
        }
    }
}
