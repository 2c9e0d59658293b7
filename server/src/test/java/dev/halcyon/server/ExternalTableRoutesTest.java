package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names and columns of the files that queries may read where they lie. */
class ExternalTableRoutesTest {

    private static final String PATH = "/halcyon/v1/workspaces/DEMO_WORKSPACE/external-tables";

    @Test
    void namesAndColumnsAreToldToWhoMayQuery(@TempDir Path folder) throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("hosts.csv"), "host,cores\na,1\nb,2\n");
        Files.writeString(files.resolve("torn.json"), "{\"a\": ");
        ServerOptions options =
                ServerOptions.at(folder.resolve("data")).withDemo(true).withExternalData(List.of(files));
        try (HalcyonServer server = HalcyonServer.start(options)) {
            Client client = new Client(server);
            HttpResponse<String> answer = client.get(PATH, "X-Api-Key", "DEMO_KEY");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("""
                            {"name":"hosts","columns":[{"name":"host","type":"string"},{"name":"cores","type":"long"}]}""")
                    .contains("\"name\":\"torn\",\"columns\":[]")
                    .doesNotContain(folder.toString());
            assertThat(client.get(PATH).statusCode()).isEqualTo(401);
            assertThat(client.get(PATH, "X-Api-Key", "wrong").statusCode()).isEqualTo(403);
            assertThat(client.get(PATH.replace("DEMO_WORKSPACE", "other"), "X-Api-Key", "DEMO_KEY")
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
