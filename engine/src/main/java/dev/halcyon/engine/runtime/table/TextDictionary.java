package dev.halcyon.engine.runtime.table;

/** The texts of a column that is read as codes. */
@FunctionalInterface
public interface TextDictionary {

    /** The text of a code that has been read. */
    String text(int code);
}
