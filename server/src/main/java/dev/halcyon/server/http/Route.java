package dev.halcyon.server.http;

import java.util.Objects;
import java.util.Set;

/**
 * A path, its methods and what answers them.
 *
 * @param methods upper-case
 * @param path see {@link PathPattern}
 */
public record Route(Set<String> methods, String path, Handler handler) {
    public Route {
        methods = Set.copyOf(methods);
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(handler, "handler");
    }

    public static Route get(String path, Handler handler) {
        return new Route(Set.of("GET", "HEAD"), path, handler);
    }

    public static Route of(String path, Handler handler, String... methods) {
        return new Route(Set.of(methods), path, handler);
    }
}
