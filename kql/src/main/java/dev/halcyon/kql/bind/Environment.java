package dev.halcyon.kql.bind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names that {@code let} and parameters define, innermost first. A definition shadows tables and functions (R9). */
final class Environment {

    private final @Nullable Environment outer;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();

    private Environment(@Nullable Environment outer) {
        this.outer = outer;
    }

    static Environment root() {
        return new Environment(null);
    }

    Environment nested() {
        return new Environment(this);
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
