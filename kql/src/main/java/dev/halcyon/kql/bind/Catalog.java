package dev.halcyon.kql.bind;

import dev.halcyon.kql.type.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The tables that a request may see: one immutable snapshot for each request. */
public interface Catalog {

    /** The table of exactly that name. */
    Optional<TableSchema> table(String name);

    /** Every visible table, by name. */
    Collection<TableSchema> tables();

    /** A catalogue without tables. */
    static Catalog empty() {
        return new Catalog() {
            @Override
            public Optional<TableSchema> table(String name) {
                return Optional.empty();
            }

            @Override
            public Collection<TableSchema> tables() {
                return List.of();
            }
        };
    }
}
