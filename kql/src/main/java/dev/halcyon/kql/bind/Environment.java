package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.HashMap;
import java.util.HashSet;
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
    private @Nullable Supplier<KqlException> rowRefusal;
    private boolean keyed;

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

    /**
     * An environment for a table inside an expression, which is computed once: an argument that reads a row's columns
     * is refused there.
     */
    Environment withoutRows(Supplier<KqlException> refusal) {
        Environment once = new Environment(this);
        once.rowRefusal = refusal;
        return once;
    }

    /** An environment for the query over one part of the rows, whose key is a name of the query. */
    Environment forParts() {
        Environment parts = new Environment(this);
        parts.keyed = true;
        return parts;
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
        @Nullable Supplier<KqlException> refusal = null;
        for (Environment environment = this; environment != null; environment = environment.outer) {
            if (refusal == null) {
                refusal = environment.rowRefusal;
            }
            Definition definition = environment.definitions.get(name);
            if (definition != null) {
                return Optional.of(
                        refusal != null && !environment.keyed && readsRow(definition)
                                ? new Definition.Faulty(refusal.get())
                                : definition);
            }
        }
        return Optional.empty();
    }

    private static boolean readsRow(Definition definition) {
        if (definition instanceof Definition.Scalar(ScalarExpression value)) {
            Set<PlanColumn> columns = new HashSet<>();
            PlanExpressions.collectColumns(value, columns);
            return !columns.isEmpty();
        }
        return false;
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
        copy.rowRefusal = rowRefusal;
        copy.keyed = keyed;
        return copy;
    }
}
