package dev.halcyon.engine.sql;

import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;

/** What the writer must know of an engine's SQL. */
public interface SqlDialect {

    /** The engine's name of a type. */
    String typeName(SqlType type);

    /** The table function whose one column counts from 0 to its argument, exclusive. */
    String sequenceFunction();

    /** The select-list function that makes a row of each element of a list; several of them advance together. */
    String rowsOfListFunction();

    /**
     * How a file is read: a select list over the relation {@code file}, the table function that takes the path, and
     * what stands behind the path in its call.
     */
    record FileReader(String items, String function, String options) {}

    /** The reader of a format; its select list has {@code columns} texts that are never null. */
    FileReader fileReader(FileFormat format, int columns, boolean skipFirst);

    /** The reader of files as a table: its select list has each field in the type of its form, or the whole row. */
    FileReader fileReader(FileSource source);
}
