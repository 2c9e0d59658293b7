package dev.halcyon.server.identity;

import dev.halcyon.server.http.Plane;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The services that tokens are made for (identity.md section 8). */
final class Audiences {

    private static final String DEFAULT_SCOPE = "/.default";

    private static final Set<String> LOGS = Set.of(
            "api.loganalytics.io",
            "api.loganalytics.azure.com",
            "monitor.azure.com",
            "metrics.monitor.azure.com",
            "storage.azure.com");

    /** Regional names of the query API, and clusters of the query language. */
    private static final Pattern FAMILY =
            Pattern.compile("[a-z0-9-]{1,63}\\.(api\\.loganalytics\\.(io|azure\\.com)|kusto\\.windows\\.net)");

    private static final Set<String> MANAGEMENT = Set.of("management.azure.com", "management.core.windows.net");

    private final Set<String> ownNames;

    /** Audiences of a server that is reached by these names. */
    Audiences(Collection<String> ownNames) {
        this.ownNames = Set.copyOf(ownNames.stream().map(Audiences::host).toList());
    }

    /** What is compared: the host, without scheme, port, path, {@code /.default} and letter case. */
    static String host(String audience) {
        String text = audience.strip().toLowerCase(Locale.ROOT);
        if (text.endsWith(DEFAULT_SCOPE)) {
            text = text.substring(0, text.length() - DEFAULT_SCOPE.length());
        }
        int scheme = text.indexOf("://");
        text = scheme < 0 ? text : text.substring(scheme + 3);
        int slash = text.indexOf('/');
        String authority = slash < 0 ? text : text.substring(0, slash);
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            return end < 0 ? authority : authority.substring(1, end);
        }
        int colon = authority.indexOf(':');
        return colon >= 0 && colon == authority.lastIndexOf(':') ? authority.substring(0, colon) : authority;
    }

    /**
     * True for a service that tokens are issued for.
     *
     * @param requestHost that the client reached the server by
     */
    boolean isKnown(String audience, String requestHost) {
        String host = host(audience);
        return isOwn(host, requestHost) || isLogs(host) || MANAGEMENT.contains(host);
    }

    /** True when a token for that service is accepted for requests of that kind (G-10). */
    boolean isFor(String audience, Plane plane, String requestHost) {
        String host = host(audience);
        // Before its own names: a server may be reached by the names of these services, and clients write the host.
        if (MANAGEMENT.contains(host)) {
            return plane != Plane.INGEST;
        }
        if (isLogs(host)) {
            return plane != Plane.MANAGE;
        }
        return isOwn(host, requestHost);
    }

    /** True for a name of this server. */
    boolean isOwn(String host, String requestHost) {
        return !host.isEmpty() && (ownNames.contains(host) || host.equals(host(requestHost)));
    }

    private static boolean isLogs(String host) {
        return LOGS.contains(host) || FAMILY.matcher(host).matches();
    }
}
