package dev.halcyon.server.http;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A path, its methods and what answers them.
 *
 * @param methods upper-case
 * @param path see {@link PathPattern}
 * @param condition what the taken parts of a path have to be
 */
public record Route(Set<String> methods, String path, Predicate<Map<String, String>> condition, Handler handler) {
    public Route {
        methods = Set.copyOf(methods);
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(handler, "handler");
    }

    public static Route get(String path, Handler handler) {
        return new Route(Set.of("GET", "HEAD"), path, taken -> true, handler);
    }

    public static Route of(String path, Handler handler, String... methods) {
        return new Route(Set.of(methods), path, taken -> true, handler);
    }

    /** The same for some of the paths. */
    public Route where(Predicate<Map<String, String>> required) {
        return new Route(methods, path, required, handler);
    }

    /** The same with something around its handler. */
    public Route within(UnaryOperator<Handler> around) {
        return new Route(methods, path, condition, around.apply(handler));
    }
}
