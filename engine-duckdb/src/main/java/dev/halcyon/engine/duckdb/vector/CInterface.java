package dev.halcyon.engine.duckdb.vector;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions of the database's C interface that functions over vectors need (its documentation: "C API"). */
@SuppressWarnings("restricted") // The library is the driver's own.
final class CInterface {

    /** Of {@code duckdb_type}. */
    static final int INTEGER = 4;

    static final int BIGINT = 5;

    static final int DOUBLE = 11;

    static final int HUGEINT = 16;

    static final int VARCHAR = 17;

    /** {@code void (*)(duckdb_function_info, duckdb_data_chunk, duckdb_vector)}. */
    static final FunctionDescriptor CALLBACK = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS);

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = SymbolLookup.loaderLookup();

    static final MethodHandle CREATE_FUNCTION = pointer("duckdb_create_scalar_function");
    static final MethodHandle DESTROY_FUNCTION = nothing("duckdb_destroy_scalar_function", ADDRESS);
    static final MethodHandle SET_NAME = nothing("duckdb_scalar_function_set_name", ADDRESS, ADDRESS);
    static final MethodHandle ADD_PARAMETER = nothing("duckdb_scalar_function_add_parameter", ADDRESS, ADDRESS);
    static final MethodHandle SET_RESULT = nothing("duckdb_scalar_function_set_return_type", ADDRESS, ADDRESS);
    static final MethodHandle SET_SPECIAL_NULLS = nothing("duckdb_scalar_function_set_special_handling", ADDRESS);
    static final MethodHandle SET_FUNCTION = nothing("duckdb_scalar_function_set_function", ADDRESS, ADDRESS);
    static final MethodHandle SET_ERROR = nothing("duckdb_scalar_function_set_error", ADDRESS, ADDRESS);

    static final MethodHandle CREATE_TYPE = handle("duckdb_create_logical_type", ADDRESS, JAVA_INT);
    static final MethodHandle CREATE_LIST_TYPE = pointer("duckdb_create_list_type", ADDRESS);
    static final MethodHandle CREATE_STRUCT_TYPE = pointer("duckdb_create_struct_type", ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle DESTROY_TYPE = nothing("duckdb_destroy_logical_type", ADDRESS);

    private static final MethodHandle CHUNK_SIZE = handle("duckdb_data_chunk_get_size", JAVA_LONG, ADDRESS);
    private static final MethodHandle CHUNK_VECTOR = pointer("duckdb_data_chunk_get_vector", ADDRESS, JAVA_LONG);

    private static final MethodHandle DATA = pointer("duckdb_vector_get_data", ADDRESS);
    private static final MethodHandle VALIDITY = pointer("duckdb_vector_get_validity", ADDRESS);
    private static final MethodHandle MAKE_VALIDITY = nothing("duckdb_vector_ensure_validity_writable", ADDRESS);
    static final MethodHandle ASSIGN_TEXT =
            nothing("duckdb_vector_assign_string_element_len", ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    static final MethodHandle LIST_CHILD = pointer("duckdb_list_vector_get_child", ADDRESS);
    static final MethodHandle LIST_SIZE = handle("duckdb_list_vector_get_size", JAVA_LONG, ADDRESS);
    static final MethodHandle SET_LIST_SIZE = handle("duckdb_list_vector_set_size", JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle RESERVE_LIST = handle("duckdb_list_vector_reserve", JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle STRUCT_CHILD = pointer("duckdb_struct_vector_get_child", ADDRESS, JAVA_LONG);

    private CInterface() {}

    /** A C function of this interface failed; there is nothing to do about it. */
    static final class Failure extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        Failure(Throwable cause) {
            super("The database's C interface failed", cause);
        }
    }

    /** How many rows a chunk has. */
    static int rows(MemorySegment chunk) {
        try {
            return Math.toIntExact((long) CHUNK_SIZE.invokeExact(chunk));
        } catch (Throwable e) {
            throw new Failure(e);
        }
    }

    /** A column of a chunk. */
    static MemorySegment vector(MemorySegment chunk, long column) {
        try {
            return (MemorySegment) CHUNK_VECTOR.invokeExact(chunk, column);
        } catch (Throwable e) {
            throw new Failure(e);
        }
    }

    /** The values of a vector. */
    static MemorySegment data(MemorySegment vector, long bytes) {
        try {
            return ((MemorySegment) DATA.invokeExact(vector)).reinterpret(bytes);
        } catch (Throwable e) {
            throw new Failure(e);
        }
    }

    /** The mask with a bit for each row that is there; null when every row is. */
    static @Nullable MemorySegment validity(MemorySegment vector, long rows) {
        try {
            MemorySegment mask = (MemorySegment) VALIDITY.invokeExact(vector);
            return mask.equals(MemorySegment.NULL) ? null : mask.reinterpret((rows + 63) / 64 * Long.BYTES);
        } catch (Throwable e) {
            throw new Failure(e);
        }
    }

    /** The mask of a vector that is being written. */
    static MemorySegment writableValidity(MemorySegment vector, long rows) {
        try {
            MAKE_VALIDITY.invokeExact(vector);
        } catch (Throwable e) {
            throw new Failure(e);
        }
        return Objects.requireNonNull(validity(vector, rows));
    }

    static MemorySegment pointer(MethodHandle function, Object... arguments) {
        return (MemorySegment) call(function, arguments);
    }

    static long number(MethodHandle function, Object... arguments) {
        return ((Number) call(function, arguments)).longValue();
    }

    /** Calls a C function that is not called for every vector: its cost does not count. */
    static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new Failure(e);
        }
    }

    /** Frees what a pointer points to: the interface takes the address of the pointer, to clear it. */
    static void destroy(MethodHandle destructor, MemorySegment pointer) {
        try (Arena arena = Arena.ofConfined()) {
            call(destructor, arena.allocateFrom(ADDRESS, pointer));
        }
    }

    private static MethodHandle pointer(String name, MemoryLayout... parameters) {
        return handle(name, ADDRESS, parameters);
    }

    private static MethodHandle nothing(String name, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                LIBRARY.find(name).orElseThrow(() -> missing(name)), FunctionDescriptor.ofVoid(parameters));
    }

    private static MethodHandle handle(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                LIBRARY.find(name).orElseThrow(() -> missing(name)), FunctionDescriptor.of(result, parameters));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("The database's library has no function " + name);
    }
}
