package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.bind.Dialect;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that refuses what Azure Monitor documents as unsupported (R135), and one that does not. */
class StrictQueriesTest {

    private static final String PATH = "/v1/workspaces/DEMO_WORKSPACE/query";
    private static final String QUERY = "{\"query\":\"set notruncation; print x = 1\"}";

    private static HttpResponse<String> ask(Path folder, Dialect dialect, String body) {
        ScriptedEngine engine = new ScriptedEngine();
        engine.answers = relation -> new ScriptedCursor(List.of(1L));
        ServerOptions options = ServerOptions.at(folder).withDemo(true).withDialect(dialect);
        try (HalcyonServer server = HalcyonServer.start(options, engine)) {
            return new Client(server).json("POST", PATH, "DEMO_KEY", body);
        }
    }

    @Test
    void everythingIsAcceptedByDefault(@TempDir Path folder) {
        assertThat(ServerOptions.at(folder).dialect()).isEqualTo(Dialect.KUSTO);
        assertThat(ask(folder, Dialect.KUSTO, QUERY).statusCode()).isEqualTo(200);
    }

    @Test
    void theListIsRefusedWhenTheServerIsStrict(@TempDir Path folder) {
        HttpResponse<String> refused = ask(folder, Dialect.AZURE_MONITOR, QUERY);
        assertThat(Client.error(refused)).isEqualTo("400 BadArgumentError");
        assertThat(refused.body()).contains("SEM9002", "Azure Monitor has neither set nor query parameters");
        assertThat(ask(folder, Dialect.AZURE_MONITOR, QUERY.replace("set notruncation; ", ""))
                        .statusCode())
                .isEqualTo(200);
    }
}
