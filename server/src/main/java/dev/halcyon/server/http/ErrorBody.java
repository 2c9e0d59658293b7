package dev.halcyon.server.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of an error answer (query.md section 5). Immutable; the {@code with} methods make changed copies.
 *
 * @param inner the more precise error
 * @param details further findings
 * @param position where in the query text
 */
public record ErrorBody(
        String code,
        String message,
        Optional<ErrorBody> inner,
        List<ErrorBody> details,
        Optional<Position> position,
        Optional<String> target,
        Optional<String> severity) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public ErrorBody {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(inner, "inner");
        details = List.copyOf(details);
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(severity, "severity");
    }

    /**
     * A place in the query text.
     *
     * @param line from 1
     * @param column from 1
     * @param token the text there, may be empty
     */
    public record Position(int line, int column, String token) {}

    public static ErrorBody of(String code, String message) {
        return new ErrorBody(
                code, message, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public ErrorBody withInner(ErrorBody error) {
        return new ErrorBody(code, message, Optional.of(error), details, position, target, severity);
    }

    public ErrorBody withDetails(List<ErrorBody> errors) {
        return new ErrorBody(code, message, inner, errors, position, target, severity);
    }

    public ErrorBody withPosition(Position place) {
        return new ErrorBody(code, message, inner, details, Optional.of(place), target, severity);
    }

    public ErrorBody withTarget(String name) {
        return new ErrorBody(code, message, inner, details, position, Optional.of(name), severity);
    }

    /** Adds {@code severity} 2 and its name, as engine errors carry them. */
    public ErrorBody withSeverity(String name) {
        return new ErrorBody(code, message, inner, details, position, target, Optional.of(name));
    }

    /** The value of the {@code error} member. */
    public ObjectNode json() {
        ObjectNode node = JSON.createObjectNode().put("code", code).put("message", message);
        target.ifPresent(name -> node.put("target", name));
        severity.ifPresent(name -> node.put("severity", 2).put("severityName", name));
        position.ifPresent(place ->
                node.put("line", place.line()).put("pos", place.column()).put("token", place.token()));
        if (!details.isEmpty()) {
            ArrayNode array = node.putArray("details");
            details.forEach(detail -> array.add(detail.json()));
        }
        inner.ifPresent(error -> node.set("innererror", error.json()));
        return node;
    }

    /** The whole body. */
    public String text(String correlationId) {
        ObjectNode error = json().put("correlationId", correlationId);
        ObjectNode body = JSON.createObjectNode();
        body.set("error", error);
        return body.toString();
    }
}
