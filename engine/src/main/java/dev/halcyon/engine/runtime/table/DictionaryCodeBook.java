package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;

/** The codes that the database has given already. */
final class DictionaryCodeBook extends CodeBook {

    private final TextDictionary dictionary;
    private int size;

    DictionaryCodeBook(TextDictionary dictionary) {
        this.dictionary = dictionary;
    }

    @Override
    int present(RowReader row, int column, ComputationGuard guard) {
        int code = (int) row.getLong(column);
        size = Math.max(size, code + 1);
        return code;
    }

    @Override
    int size() {
        return size;
    }

    @Override
    String value(int code) {
        return dictionary.text(code);
    }
}
