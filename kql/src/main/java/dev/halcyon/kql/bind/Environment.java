package dev.halcyon.kql.bind;

import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names that {@code let} and parameters define, innermost first. A definition shadows tables and functions (R9). */
final class Environment {

    private final @Nullable Environment outer;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private @Nullable Map<SyntaxExpression, Rowset> subqueries;

    private Environment(@Nullable Environment outer) {
        this.outer = outer;
    }

    static Environment root() {
        return new Environment(null);
    }

    Environment nested() {
        return new Environment(this);
    }

    /**
     * An environment for the expressions over the rows of several tables. Its names are columns and do not reach into
     * the tables that those expressions name.
     */
    Environment forRows() {
        Environment rows = new Environment(this);
        rows.subqueries = new HashMap<>();
        return rows;
    }

    /** The environment of a table named inside an expression. */
    Environment forTables() {
        for (Environment environment = this; environment != null; environment = environment.outer) {
            if (environment.subqueries != null && environment.outer != null) {
                return environment.outer.forTables();
            }
        }
        return this;
    }

    /** A table inside an expression that is bound for one table after the other: bound the first time only. */
    Rowset subquery(SyntaxExpression table, Supplier<Rowset> bound) {
        for (Environment environment = this; environment != null; environment = environment.outer) {
            if (environment.subqueries != null) {
                Rowset known = environment.subqueries.get(table);
                if (known == null) {
                    known = bound.get();
                    environment.subqueries.put(table, known);
                }
                return known;
            }
        }
        return bound.get();
    }

    void define(String name, Definition definition) {
        definitions.put(name, definition);
    }

    Optional<Definition> find(String name) {
        for (Environment environment = this; environment != null; environment = environment.outer) {
            Definition definition = environment.definitions.get(name);
            if (definition != null) {
                return Optional.of(definition);
            }
        }
        return Optional.empty();
    }

    /** Every name in sight, for suggestions. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Environment environment = this; environment != null; environment = environment.outer) {
            names.addAll(environment.definitions.keySet());
        }
        return names;
    }

    /** A snapshot: later definitions of this environment are not seen through it. */
    Environment frozen() {
        Environment copy = new Environment(outer);
        copy.definitions.putAll(definitions);
        return copy;
    }
}
