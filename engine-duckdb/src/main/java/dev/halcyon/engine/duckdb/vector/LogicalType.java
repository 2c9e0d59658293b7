package dev.halcyon.engine.duckdb.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A type of the database, which is freed when it is closed. */
final class LogicalType implements AutoCloseable {

    private final MemorySegment handle;

    private LogicalType(MemorySegment handle) {
        this.handle = handle;
    }

    /**
     * A type without parts.
     *
     * @param number of {@code duckdb_type}
     */
    static LogicalType of(int number) {
        return new LogicalType(CInterface.pointer(CInterface.CREATE_TYPE, number));
    }

    /**
     * A list.
     *
     * @param element the number of its elements' type
     */
    static LogicalType listOf(int element) {
        try (LogicalType type = of(element)) {
            return new LogicalType(CInterface.pointer(CInterface.CREATE_LIST_TYPE, type.handle));
        }
    }

    /** A structure with the fields {@code c0}, {@code c1} …, whose types it takes over. */
    static LogicalType structureOf(List<LogicalType> fields) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment types = arena.allocate(ValueLayout.ADDRESS, fields.size());
            MemorySegment names = arena.allocate(ValueLayout.ADDRESS, fields.size());
            for (int index = 0; index < fields.size(); index++) {
                types.setAtIndex(ValueLayout.ADDRESS, index, fields.get(index).handle);
                names.setAtIndex(ValueLayout.ADDRESS, index, arena.allocateFrom("c" + index));
            }
            return new LogicalType(
                    CInterface.pointer(CInterface.CREATE_STRUCT_TYPE, types, names, (long) fields.size()));
        } finally {
            fields.forEach(LogicalType::close);
        }
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        CInterface.destroy(CInterface.DESTROY_TYPE, handle);
    }
}
