package dev.halcyon.server.azure.query;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.PartialFailure;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.query.QueryRefusedException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures of queries as the errors of query.md sections 4 and 5. */
final class QueryProblems {

    private static final Logger LOG = LoggerFactory.getLogger(QueryProblems.class);

    private static final String BAD_ARGUMENT = "BadArgumentError";
    private static final String TARGET = "query";
    private static final String TOO_LARGE = "E_QUERY_RESULT_SET_TOO_LARGE";

    /** The number that goes with a name on the wire. */
    private static final String TOO_LARGE_NUMBER = "-2133196797";

    /** The binder's code for a resource of {@code workspace()} and its like that is not this workspace. */
    private static final String UNRESOLVED_RESOURCE = "SEM9003";

    private static final String RUNAWAY = "E_RUNAWAY_QUERY";
    private static final int RETRY_SECONDS = 10;

    private QueryProblems() {}

    static ErrorBody invalidProperties(ErrorBody inner) {
        return ErrorBody.of(BAD_ARGUMENT, "The request had some invalid properties")
                .withInner(inner);
    }

    static HttpProblem invalidBody(String message) {
        return new HttpProblem(
                400,
                invalidProperties(ErrorBody.of("QueryValidationError", "Failed parsing the query")
                        .withDetails(
                                List.of(ErrorBody.of("InvalidJsonBody", message).withTarget("body")))));
    }

    static HttpProblem of(KqlException e, String text) {
        if (e.first().code().equals(UNRESOLVED_RESOURCE)) {
            return HttpProblem.of(400, "FailedToResolveResource", advised(e.first()));
        }
        boolean syntax = e.first().code().startsWith("SYN");
        ErrorBody kind = syntax
                ? ErrorBody.of("SyntaxError", "A recognition error occurred in the query.")
                : ErrorBody.of("SemanticError", "A semantic error occurred.");
        TextLocation place = TextLocation.of(text, e.first().span());
        ErrorBody first = ErrorBody.of(e.first().code(), advised(e.first()))
                .withPosition(new ErrorBody.Position(place.line(), place.column(), place.token()));
        ErrorBody body = invalidProperties(kind.withInner(first));
        return new HttpProblem(
                400,
                body.withDetails(e.diagnostics().stream()
                        .skip(1)
                        .map(further -> further(further, text))
                        .toList()));
    }

    /** A further finding; clients show the position of the first one, so here it is part of the message. */
    private static ErrorBody further(Diagnostic diagnostic, String text) {
        TextLocation place = TextLocation.of(text, diagnostic.span());
        return ErrorBody.of(
                        diagnostic.code(),
                        "%s (line %d, position %d)".formatted(advised(diagnostic), place.line(), place.column()))
                .withTarget(TARGET);
    }

    private static String advised(Diagnostic diagnostic) {
        String hint = diagnostic.hint();
        if (hint == null || hint.isEmpty()) {
            return diagnostic.message();
        }
        String end = diagnostic.message().endsWith(".") || diagnostic.message().endsWith("?") ? " " : ". ";
        return diagnostic.message() + end + Character.toUpperCase(hint.charAt(0)) + hint.substring(1);
    }

    static HttpProblem of(QueryRefusedException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case TOO_MANY_REQUESTS -> HttpProblem.retry(429, "ThrottledError", message, RETRY_SECONDS);
            case TEXT_TOO_LONG ->
                new HttpProblem(
                        400,
                        invalidProperties(
                                ErrorBody.of("QueryValidationError", message).withTarget(TARGET)));
            case CLOSING -> HttpProblem.retry(503, "ServiceUnavailable", message, RETRY_SECONDS);
        };
    }

    /** A failure before the first row. */
    static HttpProblem of(EngineException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case QUERY ->
                new HttpProblem(
                        400,
                        invalidProperties(ErrorBody.of("EngineError", message).withTarget(TARGET)));
            case TIMEOUT ->
                new HttpProblem(
                        504,
                        ErrorBody.of("GatewayTimeout", "The query did not finish in the time that the request allows.")
                                .withInner(ErrorBody.of("GatewayTimeout", message)
                                        .withInner(ErrorBody.of("-2146233079", message))));
            case CANCELLED -> HttpProblem.retry(503, "ServiceUnavailable", message, RETRY_SECONDS);
            case RUNAWAY -> new HttpProblem(400, invalidProperties(ErrorBody.of(RUNAWAY, message)));
            case STORAGE_FULL, STORAGE_UNAVAILABLE, STORAGE_CONFLICT ->
                HttpProblem.retry(503, "ServiceUnavailable", message, RETRY_SECONDS);
            case INTERNAL -> {
                LOG.error("A defect of the engine", e);
                yield HttpProblem.of(
                        500,
                        "UnspecifiedError",
                        "Something went wrong on the server; its log has details under the correlation id.");
            }
        };
    }

    /** True for failures that are told beside an empty table instead of an error status (query.md section 4). */
    static boolean isPartial(EngineException e) {
        return e.kind() == EngineException.Kind.RUNAWAY;
    }

    /** The {@code error} member of an answer whose rows were cut. */
    static ErrorBody partial(PartialFailure failure) {
        String message = failure.message().contains(failure.code())
                ? failure.message()
                : failure.message() + " (" + failure.code() + ")";
        return partial(failure.code().equals(TOO_LARGE) ? TOO_LARGE_NUMBER : failure.code(), message);
    }

    /** The {@code error} member of an answer that failed after its first rows. */
    static ErrorBody partial(EngineException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case RUNAWAY -> partial(RUNAWAY, message.contains(RUNAWAY) ? message : message + " (" + RUNAWAY + ")");
            case TIMEOUT -> partial("-2146233079", message);
            case QUERY -> partial("EngineError", message);
            case CANCELLED, STORAGE_FULL, STORAGE_UNAVAILABLE, STORAGE_CONFLICT ->
                partial(e.kind().name(), message);
            case INTERNAL -> {
                LOG.error("A defect of the engine", e);
                yield partial("UnspecifiedError", "Something went wrong on the server.");
            }
        };
    }

    private static ErrorBody partial(String code, String message) {
        return ErrorBody.of("PartialError", "There were some errors when processing your query.")
                .withDetails(
                        List.of(ErrorBody.of("EngineError", "Something went wrong processing your query on the server.")
                                .withInner(ErrorBody.of(code, message).withSeverity("Error"))));
    }
}
