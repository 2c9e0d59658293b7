package dev.halcyon.cli.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A server refused a request or failed at it. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_SERVER_FAULT = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final int status;
    private final String code;
    private final transient Optional<Position> position;
    private final transient List<String> details;

    /**
     * A place in a query text.
     *
     * @param line from 1
     * @param column from 1
     * @param token the text there, may be empty
     */
    public record Position(int line, int column, String token) {}

    public ServiceException(
            int status, String code, String message, Optional<Position> position, List<String> details) {
        super(message);
        this.status = status;
        this.code = Objects.requireNonNull(code, "code");
        this.position = Objects.requireNonNull(position, "position");
        this.details = List.copyOf(details);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The innermost code, such as {@code SEM0100}. */
    public String code() {
        return code;
    }

    /** Where in the query, when the error is about a place. */
    public Optional<Position> position() {
        return position;
    }

    /** Further findings. */
    public List<String> details() {
        return details;
    }

    /** True when the request was fine and the server could not serve it. */
    public boolean isServerFault() {
        return status >= FIRST_SERVER_FAULT || status == TOO_MANY_REQUESTS;
    }
}
