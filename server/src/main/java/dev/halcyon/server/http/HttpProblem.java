package dev.halcyon.server.http;

import java.util.Map;
import java.util.Objects;

/** An answer that is an error. */
public final class HttpProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ErrorBody body;
    private final transient Map<String, String> headers;

    public HttpProblem(int status, ErrorBody body) {
        this(status, body, Map.of());
    }

    public HttpProblem(int status, ErrorBody body, Map<String, String> headers) {
        super(body.code() + ": " + body.message(), null, false, false);
        this.status = status;
        this.body = Objects.requireNonNull(body, "body");
        this.headers = Map.copyOf(headers);
    }

    /** An error without further parts. */
    public static HttpProblem of(int status, String code, String message) {
        return new HttpProblem(status, ErrorBody.of(code, message));
    }

    /** An error that goes away: the client should try again after some seconds. */
    public static HttpProblem retry(int status, String code, String message, int seconds) {
        return new HttpProblem(status, ErrorBody.of(code, message), Map.of("Retry-After", Integer.toString(seconds)));
    }

    public int status() {
        return status;
    }

    public ErrorBody body() {
        return body;
    }

    /** Further headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
