package dev.halcyon.engine.duckdb.list;

import dev.halcyon.engine.runtime.ListFunction;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.runtime.ListFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Makes the list functions callable from SQL, on every connection of the instance. */
@SuppressWarnings("restricted") // The library is the driver's own.
public final class ListFunctionRegistration {

    private static final Linker LINKER = Linker.nativeLinker();

    private ListFunctionRegistration() {}

    /** The calls that the database makes, for as long as the process lives: an instance may call until its end. */
    private static final class Callbacks {

        private static final Map<String, MemorySegment> BY_NAME =
                ListFunctions.all().stream().collect(Collectors.toUnmodifiableMap(ListFunction::name, Callbacks::stub));

        static MemorySegment of(ListFunction function) {
            return Objects.requireNonNull(BY_NAME.get(function.name()), function.name());
        }

        private static MemorySegment stub(ListFunction function) {
            MethodHandle target = ListFunctionCall.HANDLE.bindTo(new ListFunctionCall(function));
            return LINKER.upcallStub(target, CInterface.CALLBACK, Arena.global());
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
    public static void load() {
        Objects.requireNonNull(Callbacks.BY_NAME);
        Objects.requireNonNull(CInterface.CREATE_FUNCTION);
        Objects.requireNonNull(Driver.REGISTER);
    }

    /**
     * Registers all.
     *
     * @throws SQLException when the database refuses one
     */
    public static void registerAll(DuckDBConnection connection) throws SQLException {
        for (ListFunction function : ListFunctions.all()) {
            register(function, connection);
        }
    }

    private static void register(ListFunction function, DuckDBConnection connection) throws SQLException {
        MemorySegment created = CInterface.pointer(CInterface.CREATE_FUNCTION);
        try (Arena arena = Arena.ofConfined()) {
            CInterface.call(CInterface.SET_NAME, created, arena.allocateFrom(function.name()));
            for (Shape parameter : function.parameters()) {
                withType(type(parameter), each -> CInterface.call(CInterface.ADD_PARAMETER, created, each));
            }
            withType(resultType(function, arena), each -> CInterface.call(CInterface.SET_RESULT, created, each));
            CInterface.call(CInterface.SET_SPECIAL_NULLS, created);
            CInterface.call(CInterface.SET_FUNCTION, created, Callbacks.of(function));
            ByteBuffer reference = created.reinterpret(1).asByteBuffer();
            int state = (int) Driver.REGISTER.invoke((ByteBuffer) Driver.CONNECTION.invoke(connection), reference);
            if (state != 0) {
                throw new SQLException("The function " + function.name() + " cannot be registered");
            }
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new CInterface.Failure(e);
        } finally {
            destroy(CInterface.DESTROY_FUNCTION, created);
        }
    }

    private static void withType(MemorySegment type, Consumer<MemorySegment> use) {
        try {
            use.accept(type);
        } finally {
            destroy(CInterface.DESTROY_TYPE, type);
        }
    }

    /** The C interface takes the address of a pointer, to clear it. */
    private static void destroy(MethodHandle destructor, MemorySegment pointer) {
        try (Arena arena = Arena.ofConfined()) {
            CInterface.call(destructor, arena.allocateFrom(ValueLayout.ADDRESS, pointer));
        }
    }

    private static MemorySegment type(Shape type) {
        return switch (type) {
            case INTEGER -> CInterface.pointer(CInterface.CREATE_TYPE, CInterface.BIGINT);
            case REAL -> CInterface.pointer(CInterface.CREATE_TYPE, CInterface.DOUBLE);
            case TEXT -> CInterface.pointer(CInterface.CREATE_TYPE, CInterface.VARCHAR);
            case INTEGERS -> list(type(Shape.INTEGER));
            case REALS -> list(type(Shape.REAL));
        };
    }

    private static MemorySegment list(MemorySegment element) {
        try {
            return CInterface.pointer(CInterface.CREATE_LIST_TYPE, element);
        } finally {
            destroy(CInterface.DESTROY_TYPE, element);
        }
    }

    private static MemorySegment resultType(ListFunction function, Arena arena) {
        List<Shape> results = function.results();
        if (results.size() == 1) {
            return type(results.getFirst());
        }
        List<MemorySegment> fields = new ArrayList<>();
        MemorySegment types = arena.allocate(ValueLayout.ADDRESS, results.size());
        MemorySegment names = arena.allocate(ValueLayout.ADDRESS, results.size());
        for (int index = 0; index < results.size(); index++) {
            MemorySegment field = type(results.get(index));
            fields.add(field);
            types.setAtIndex(ValueLayout.ADDRESS, index, field);
            names.setAtIndex(ValueLayout.ADDRESS, index, arena.allocateFrom("c" + index));
        }
        try {
            return CInterface.pointer(CInterface.CREATE_STRUCT_TYPE, types, names, (long) results.size());
        } finally {
            fields.forEach(field -> destroy(CInterface.DESTROY_TYPE, field));
        }
    }
}
