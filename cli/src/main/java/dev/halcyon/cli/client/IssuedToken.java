package dev.halcyon.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The token that a server issues for client id and secret (identity.md section 4); replaced before it expires. */
final class IssuedToken {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);

    /** A request that begins with a token must not end without. */
    private static final Duration RESERVE = Duration.ofMinutes(2);

    private final HttpClient http;
    private final URI base;
    private final Credential.ClientSecret credential;

    private String token = "";
    private long renewal = System.nanoTime();

    IssuedToken(HttpClient http, URI base, Credential.ClientSecret credential) {
        this.http = http;
        this.base = base;
        this.credential = credential;
    }

    /**
     * A token that holds for a while.
     *
     * @throws ServiceException when the server gives none
     */
    synchronized String text() throws IOException, InterruptedException {
        if (token.isEmpty() || System.nanoTime() - renewal >= 0) {
            JsonNode issued = request();
            token = issued.path("access_token").asString("");
            Duration life = Duration.ofSeconds(issued.path("expires_in").asLong(0));
            renewal = System.nanoTime() + life.minus(RESERVE).toNanos();
        }
        return token;
    }

    private JsonNode request() throws IOException, InterruptedException {
        Map<String, String> form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                credential.clientId(),
                "client_secret",
                credential.secret(),
                "scope",
                base + "/.default");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("%s/%s/oauth2/v2.0/token".formatted(base, encoded(credential.tenant()))))
                .timeout(ANSWER_TIME)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode answer = json(response.body());
        if (response.statusCode() / 100 == 2 && answer.path("access_token").isString()) {
            return answer;
        }
        throw new ServiceException(
                response.statusCode(),
                answer.path("error").asString("HTTP" + response.statusCode()),
                "%s gives no token to the application %s: %s"
                        .formatted(base, credential.clientId(), reason(answer, response.statusCode())),
                Optional.empty(),
                List.of());
    }

    private static JsonNode json(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    /** Without the ids for the server's log that follow. */
    private static String reason(JsonNode answer, int status) {
        String description = answer.path("error_description").asString("it answered " + status);
        int ids = description.indexOf(" Trace ID:");
        return ids < 0 ? description : description.substring(0, ids);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
