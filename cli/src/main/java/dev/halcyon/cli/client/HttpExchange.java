package dev.halcyon.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to one server, each with a credential. */
final class HttpExchange implements AutoCloseable {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(10);

    /** Longer than the longest run time of a query, so that the server's own limit speaks first. */
    private static final Duration ANSWER_TIME = Duration.ofMinutes(11);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int REPETITIONS = 30;
    private static final long SOON_SECONDS = 15;

    private final HttpClient http;
    private final URI base;
    private final Credential credential;
    private final Optional<IssuedToken> issued;

    HttpExchange(ServerAccess server) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIME);
        server.trust().ifPresent(builder::sslContext);
        this.http = builder.build();
        this.base = server.address();
        this.credential = server.credential();
        this.issued = credential instanceof Credential.ClientSecret secret
                ? Optional.of(new IssuedToken(http, base, secret))
                : Optional.empty();
    }

    /**
     * Sends a request and answers the body of a success.
     *
     * @param path with a leading slash
     * @throws ServiceException for every status but 2xx
     * @throws UncheckedIOException when the server cannot be reached or the connection breaks
     */
    byte[] send(String method, String path, Map<String, String> headers, byte[] body) {
        return send(method, path, headers, body, 0);
    }

    private byte[] send(String method, String path, Map<String, String> headers, byte[] body, int repetitions) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_TIME)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            authorize(request);
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            for (int repetition = 0; repetition < repetitions && isBusy(response); repetition++) {
                Thread.sleep(Duration.ofSeconds(seconds(response)));
                response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            }
            if (response.statusCode() / 100 != 2) {
                throw ErrorReader.read(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(new ServerUnreachableException(base, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new ServerUnreachableException(base, e));
        }
    }

    /** True when the server took nothing and asks to be asked again soon; a daily cap, say, lasts longer. */
    private static boolean isBusy(HttpResponse<byte[]> response) {
        return (response.statusCode() == TOO_MANY_REQUESTS || response.statusCode() == UNAVAILABLE)
                && seconds(response) <= SOON_SECONDS;
    }

    private static long seconds(HttpResponse<byte[]> response) {
        try {
            return response.headers().firstValueAsLong("Retry-After").orElse(Long.MAX_VALUE);
        } catch (NumberFormatException e) {
            // A date: no server of ours sends one.
            return Long.MAX_VALUE;
        }
    }

    private void authorize(HttpRequest.Builder request) throws IOException, InterruptedException {
        switch (credential) {
            case Credential.Key(String key) -> request.header("X-Api-Key", key);
            case Credential.Token(String token) -> request.header("Authorization", "Bearer " + token);
            case Credential.ClientSecret _ ->
                request.header("Authorization", "Bearer " + issued.orElseThrow().text());
        }
    }

    /**
     * The same for an answer that is JSON; an empty one is an empty object.
     *
     * @throws ServiceException also when the answer is none
     */
    JsonNode ask(String method, String path, Map<String, String> headers, byte[] body) {
        return json(send(method, path, headers, body));
    }

    /** The same, waiting for a server that is busy for a while. */
    JsonNode askPatiently(String method, String path, Map<String, String> headers, byte[] body) {
        return json(send(method, path, headers, body, REPETITIONS));
    }

    private static JsonNode json(byte[] answer) {
        if (answer.length == 0) {
            return JsonMapper.shared().createObjectNode();
        }
        try {
            return JsonMapper.shared().readTree(answer);
        } catch (JacksonException e) {
            throw new ServiceException(
                    500, "InvalidAnswer", "The server's answer is not JSON.", Optional.empty(), List.of());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
