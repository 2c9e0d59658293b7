package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halcyon.conformance.corpus.KnownDifferences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The corpus's own runner against a real server process, where corpus and Python are at hand: answers over the wire,
 * documented examples, and queries that must be refused.
 */
class CorpusRunnerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path LISTS = Path.of("src/test/resources/recorded");

    @TempDir
    static Path folder = Path.of(".");

    private static @Nullable ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        if (Corpus.folder().isPresent()) {
            server = ServerProcess.start(folder.resolve("data"), "serve", "--demo");
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void answersEqualTheRecordedAndDocumentedOnesExceptForTheKnownDifferences() throws Exception {
        KnownDifferences recorded = KnownDifferences.read(LISTS.resolve("differences.txt"));
        KnownDifferences others = KnownDifferences.read(LISTS.resolve("runner-differences.txt"));
        List<String> unexpected = new ArrayList<>();
        for (JsonNode result : run("answers", List.of())) {
            String id = result.get("id").asString();
            String outcome = result.get("result").asString();
            boolean known = recorded.contains(id) || others.contains(id);
            if (!outcome.equals("crash") && recorded.isUndefined(id)) {
                continue;
            }
            if (outcome.equals("crash") || (!outcome.equals("pass") && !known) || (outcome.equals("pass") && known)) {
                unexpected.add("%s %s %s".formatted(id, outcome, result.get("reason")));
            }
        }
        assertThat(unexpected).isEmpty();
    }

    @Test
    void invalidQueriesAreRefused() throws Exception {
        Path file = Corpus.folder().orElse(Path.of(".")).resolve("cases-rejected.jsonl");
        KnownDifferences known = KnownDifferences.read(LISTS.resolve("answered-differences.txt"));
        List<String> answered = new ArrayList<>();
        for (JsonNode result :
                run("rejected", List.of("--file", file.toAbsolutePath().toString()))) {
            String id = result.get("id").asString();
            if (!result.get("result").asString().equals("pass") && !known.contains(id)) {
                answered.add(id + " " + result.get("reason"));
            }
        }
        assertThat(answered).isEmpty();
    }

    private static JsonNode run(String name, List<String> arguments) throws IOException, InterruptedException {
        Optional<Path> corpus = Corpus.folder();
        assumeTrue(corpus.isPresent() && server != null, "The corpus is not beside the project");
        Path output = folder.resolve(name + ".json");
        List<String> command = new ArrayList<>(List.of(
                "python3",
                corpus.orElseThrow().resolve("run.py").toAbsolutePath().toString(),
                "--url",
                Objects.requireNonNull(server).address(),
                "--types",
                "--jobs",
                "2",
                "--timeout",
                "60",
                "--json",
                output.toString()));
        command.addAll(arguments);
        Process runner;
        try {
            runner = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "no python3: " + e.getMessage());
            throw e;
        }
        String said = new String(runner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(runner.waitFor()).as(said).isZero();
        return JSON.readTree(Files.readString(output)).get("results");
    }
}
