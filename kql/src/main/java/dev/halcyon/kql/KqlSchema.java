package dev.halcyon.kql;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.bind.Dialect;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.type.TableSchema;
import java.util.Collection;
import java.util.Objects;

/**
 * What a text is read against.
 *
 * @param tables the tables that exist
 * @param functions the functions that may be called; {@link #of} allows the whole language
 * @param dialect what of the language may be used
 */
public record KqlSchema(Catalog tables, FunctionSupport functions, Dialect dialect) {
    public KqlSchema {
        Objects.requireNonNull(tables, "tables");
        Objects.requireNonNull(functions, "functions");
        Objects.requireNonNull(dialect, "dialect");
    }

    /** The whole language. */
    public KqlSchema(Catalog tables, FunctionSupport functions) {
        this(tables, functions, Dialect.KUSTO);
    }

    /** The whole language over these tables. */
    public static KqlSchema of(Collection<TableSchema> tables) {
        return new KqlSchema(Catalog.of(tables), function -> true);
    }

    /** The whole language without tables: {@code print}, {@code range}, {@code datatable}. */
    public static KqlSchema empty() {
        return new KqlSchema(Catalog.empty(), function -> true);
    }

    /**
     * The same tables as part of a workspace that has more than is listed: an unlisted name is a table or a saved
     * function of the workspace, and {@code AzureDiagnostics} and custom tables ({@code …_CL}) may have unlisted columns.
     * Both give a warning instead of an error, unless a listed table has nearly the same name.
     */
    public KqlSchema ofWorkspace() {
        return new KqlSchema(new WorkspaceCatalog(tables), functions, dialect);
    }

    /** The same tables with what an engine can run. */
    public KqlSchema withFunctions(FunctionSupport supported) {
        return new KqlSchema(tables, supported, dialect);
    }

    /** The same tables in another dialect. */
    public KqlSchema withDialect(Dialect other) {
        return new KqlSchema(tables, functions, other);
    }
}
