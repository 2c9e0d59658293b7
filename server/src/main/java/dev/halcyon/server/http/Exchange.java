package dev.halcyon.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request and its answer. Used by one thread. */
public final class Exchange {

    public static final String JSON = "application/json; charset=utf-8";

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");
    private static final int BUFFER = 32 * 1024;
    private static final int SMALLEST_PACKED = 1024;
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private final ServerRequest request;
    private final ServerResponse response;
    private final String requestId;
    private final Authenticator authenticator;
    private final List<String> segments;
    private final Parameters parameters;
    private Map<String, String> pathParameters = Map.of();
    private int status;
    private @Nullable String route;

    Exchange(ServerRequest request, ServerResponse response, String requestId, Authenticator authenticator) {
        this.request = request;
        this.response = response;
        this.requestId = requestId;
        this.authenticator = authenticator;
        this.segments = segments(request.prologue().uriPath().rawPath());
        this.parameters = Parameters.parse(request.prologue().query().rawValue());
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            if (!segment.isEmpty()) {
                // A plus sign is itself in a path, unlike in a query string.
                segments.add(Parameters.decode(segment.replace("+", "%2B")));
            }
        }
        return List.copyOf(segments);
    }

    Exchange withPathParameters(Map<String, String> taken) {
        pathParameters = Map.copyOf(taken);
        return this;
    }

    /** Who sends the request, by key or token. */
    public Sender sender(Plane plane) {
        return authenticator.sender(this, plane);
    }

    /** The same, also from where only keys for reading may stand: the address and HTTP Basic. */
    public Sender reader(Plane plane) {
        return authenticator.reader(this, plane);
    }

    /** True when it came over TLS. */
    public boolean isSecure() {
        return request.isSecure();
    }

    /** Host and port as the client wrote them; {@code localhost} when that is no host. */
    public String authority() {
        String authority = request.authority();
        return AUTHORITY.matcher(authority).matches() ? authority : "localhost";
    }

    /** The host of {@link #authority}, without brackets. */
    public String host() {
        String authority = authority();
        if (authority.startsWith("[")) {
            return authority.substring(1, authority.indexOf(']'));
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    Exchange withRoute(String pattern) {
        route = pattern;
        return this;
    }

    /** The pattern of the route that took the request; empty when none did. */
    Optional<String> route() {
        return Optional.ofNullable(route);
    }

    /** Upper-case. */
    public String method() {
        return request.prologue().method().text();
    }

    /** The decoded segments of the path; empty ones, as of doubled slashes, are left out. */
    public List<String> segments() {
        return segments;
    }

    /** What a part of the path was, when its route has such a part. */
    public Optional<String> findPathParameter(String name) {
        return Optional.ofNullable(pathParameters.get(name));
    }

    /** A segment that the route's pattern names. */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no parameter '" + name + "'");
        }
        return value;
    }

    public Parameters parameters() {
        return parameters;
    }

    /** The value of a header, several joined by commas. */
    public Optional<String> header(String name) {
        return request.headers().find(HeaderNames.create(name)).map(header -> String.join(",", header.allValues()));
    }

    /** The address that the client used, such as {@code http://127.0.0.1:8080}. */
    public String baseAddress() {
        String host =
                header("Host").filter(text -> HOST.matcher(text).matches()).orElse("localhost");
        return (request.isSecure() ? "https://" : "http://") + host;
    }

    public OptionalLong contentLength() {
        return request.headers().contentLength();
    }

    /** The body as sent; empty when there is none. */
    public InputStream body() {
        return request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
    }

    /**
     * Runs an action, from another thread, when the client goes before the answer is complete. To be called when the body
     * has been read: a piece of it that comes later hides the end of the connection.
     *
     * @return closing it ends the watch
     */
    public Watch whenClientGoes(Runnable action) {
        if (!ReadAhead.CURRENT.isBound()) {
            return () -> {};
        }
        ReadAhead ahead = ReadAhead.CURRENT.get();
        ahead.watch(action);
        return ahead::forget;
    }

    /** A watch over a connection. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** The id that the log and the answer carry. */
    public String requestId() {
        return requestId;
    }

    /** The id that the client chose for the request, or empty. */
    public String clientRequestId() {
        return header("x-ms-client-request-id").orElse("");
    }

    /** The answer's status; 0 before there is one. */
    public int status() {
        return status;
    }

    /** True when the status line is on its way and an error cannot be answered any more. */
    public boolean isCommitted() {
        return status != 0;
    }

    public Exchange setHeader(String name, String value) {
        response.header(name, value);
        return this;
    }

    public void respond(int code) {
        status = code;
        response.status(code).send();
    }

    public void respond(int code, JsonNode json) throws IOException {
        respond(code, JSON, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a whole answer, packed when that is worthwhile. */
    public void respond(int code, String contentType, byte[] content) throws IOException {
        if (content.length >= SMALLEST_PACKED && acceptsGzip()) {
            try (OutputStream out = stream(code, contentType)) {
                out.write(content);
            }
            return;
        }
        status = code;
        response.status(code).header(HeaderNames.CONTENT_TYPE, contentType);
        if (method().equals("HEAD")) {
            response.contentLength(content.length);
            response.send();
        } else {
            response.send(content);
        }
    }

    /** Starts an answer of unknown length; packed when the client accepts it. Closing ends the answer. */
    public OutputStream stream(int code, String contentType) throws IOException {
        status = code;
        response.status(code).header(HeaderNames.CONTENT_TYPE, contentType);
        response.header(HeaderNames.VARY, "Accept-Encoding");
        if (acceptsGzip()) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            return new GZIPOutputStream(response.outputStream(), BUFFER);
        }
        return new BufferedOutputStream(response.outputStream(), BUFFER);
    }

    private boolean acceptsGzip() {
        for (String entry :
                header("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = entry.strip().split(";", -1);
            if (parts[0].strip().equals("gzip")) {
                return parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
