package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import java.util.Map;
import java.util.Objects;

/**
 * An input some of whose texts come as codes from 0 on, a long for each.
 *
 * @param rows the rows; a column of codes has the type long
 * @param dictionaries the texts of such columns, by their positions
 */
public record CodedInput(RowReader rows, Map<Integer, TextDictionary> dictionaries) {
    public CodedInput {
        Objects.requireNonNull(rows, "rows");
        dictionaries = Map.copyOf(dictionaries);
    }

    /** Codes for the values of a column. */
    CodeBook book(int column) {
        TextDictionary dictionary = dictionaries.get(column);
        return dictionary == null ? CodeBook.of(rows.columns().get(column).type()) : new DictionaryCodeBook(dictionary);
    }
}
