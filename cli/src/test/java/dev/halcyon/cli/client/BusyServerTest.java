package dev.halcyon.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An import's pieces and a server that cannot take them now. */
class BusyServerTest {

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private String wait = "1";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean refused = requests.incrementAndGet() == 1;
            byte[] body = (refused
                            ? "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"later\"}}"
                            : "{\"rows\":3}")
                    .getBytes(StandardCharsets.US_ASCII);
            if (refused) {
                exchange.getResponseHeaders().add("Retry-After", wait);
            }
            exchange.sendResponseHeaders(refused ? 429 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int send() {
        ServerAccess access = new ServerAccess(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "key");
        try (ResourceClient client = new ResourceClient(access, "/workspace")) {
            return client.sendPacked("/import", new byte[] {1}).path("rows").asInt();
        }
    }

    @Test
    void isAskedAgainWhenItHasTime() {
        assertThat(send()).isEqualTo(3);
        assertThat(requests).hasValue(2);
    }

    @Test
    void isNotWaitedForUntilMidnight() {
        wait = "7200";
        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.status()).isEqualTo(429));
        assertThat(requests).hasValue(1);
    }
}
