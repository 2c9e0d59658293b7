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
import java.util.function.Predicate;
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

    /** Shares of the cases that must pass; what may not is named in the lists. */
    private static final double RECORDED = 0.97;

    private static final double DOCUMENTED = 0.93;

    /** How the groups of cases begin that come from editions of the documentation which have been replaced. */
    private static final String EARLIER = "earlier-";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path LISTS = Path.of("src/test/resources/recorded");

    @TempDir
    static Path folder = Path.of(".");

    private static @Nullable ServerProcess server;
    private static List<JsonNode> answers = List.of();

    @BeforeAll
    static void start() throws Exception {
        if (Corpus.folder().isPresent()) {
            server = ServerProcess.start(folder.resolve("data"), "serve", "--demo");
            answers = run("answers", List.of());
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void enoughRecordedAnswersAreEqual() {
        assertShare("recorded", result -> isOf(result, "recorded"), RECORDED);
    }

    @Test
    void enoughDocumentedAnswersOfThePresentEditionAreEqual() {
        assertShare("documented", result -> isOf(result, "documented") && !isEarlier(result), DOCUMENTED);
    }

    /** Counted apart, so that neither figure hides the other. */
    @Test
    void enoughDocumentedAnswersOfEarlierEditionsAreEqual() {
        assertShare("documented in earlier editions", CorpusRunnerTest::isEarlier, DOCUMENTED);
    }

    @Test
    void everyAnswerIsCountedOnce() {
        assumeAnswers();
        long counted = 0;
        counted += select(result -> isOf(result, "recorded")).size();
        counted += select(result -> isOf(result, "documented") && !isEarlier(result))
                .size();
        counted += select(CorpusRunnerTest::isEarlier).size();
        assertThat(counted).isEqualTo(answers.size());
    }

    @Test
    void nothingCrashes() {
        assumeAnswers();
        CorpusTally all = CorpusTally.of("all", answers);
        assertThat(select(result -> outcome(result).equals("crash")))
                .as(all.toString())
                .isEmpty();
    }

    @Test
    void answersEqualTheRecordedAndDocumentedOnesExceptForTheKnownDifferences() throws IOException {
        assumeAnswers();
        KnownDifferences recorded = KnownDifferences.read(LISTS.resolve("differences.txt"));
        KnownDifferences others = KnownDifferences.read(LISTS.resolve("runner-differences.txt"));
        List<String> unlisted = new ArrayList<>();
        List<String> mended = new ArrayList<>();
        for (JsonNode result : answers) {
            String id = result.get("id").asString();
            if (recorded.isUndefined(id)) {
                continue;
            }
            boolean known = recorded.contains(id) || others.contains(id);
            boolean passed = outcome(result).equals("pass");
            if (!passed && !known) {
                unlisted.add("%s %s %s".formatted(id, outcome(result), result.get("reason")));
            }
            if (passed && known) {
                mended.add(id);
            }
        }
        CorpusTally all = CorpusTally.of("all", answers);
        assertThat(unlisted)
                .as("%s. These differ and stand on no list".formatted(all))
                .isEmpty();
        assertThat(mended).as("These are equal now: take them off the list").isEmpty();
    }

    @Test
    void invalidQueriesAreRefused() throws Exception {
        assumeAnswers();
        Path file = Corpus.folder().orElse(Path.of(".")).resolve("cases-rejected.jsonl");
        KnownDifferences known = KnownDifferences.read(LISTS.resolve("answered-differences.txt"));
        List<JsonNode> results =
                run("rejected", List.of("--file", file.toAbsolutePath().toString()));
        CorpusTally rejected = CorpusTally.of("rejected", results);
        System.out.println(rejected);
        List<String> answered = new ArrayList<>();
        for (JsonNode result : results) {
            String id = result.get("id").asString();
            if (!outcome(result).equals("pass") && !known.contains(id)) {
                answered.add(id + " " + result.get("reason"));
            }
        }
        assertThat(answered).as(rejected.toString()).isEmpty();
    }

    private static void assertShare(String name, Predicate<JsonNode> cases, double share) {
        assumeAnswers();
        CorpusTally tally = CorpusTally.of(name, select(cases));
        System.out.println(tally);
        assertThat(tally.total()).as(tally.toString()).isPositive();
        assertThat(tally.share()).as(tally.toString()).isGreaterThanOrEqualTo(share);
    }

    private static void assumeAnswers() {
        assumeTrue(!answers.isEmpty(), "The corpus or python3 is not at hand");
    }

    private static List<JsonNode> select(Predicate<JsonNode> cases) {
        return answers.stream().filter(cases).toList();
    }

    private static boolean isOf(JsonNode result, String origin) {
        return result.get("origin").asString().equals(origin);
    }

    private static boolean isEarlier(JsonNode result) {
        return result.get("group").asString().startsWith(EARLIER);
    }

    private static String outcome(JsonNode result) {
        return result.get("result").asString();
    }

    /** The results of the runner; none when there is no Python. */
    private static List<JsonNode> run(String name, List<String> arguments) throws IOException, InterruptedException {
        Optional<Path> corpus = Corpus.folder();
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
        } catch (IOException noPython) {
            System.out.println("CorpusRunnerTest is skipped: " + noPython.getMessage());
            return List.of();
        }
        String said = new String(runner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(runner.waitFor()).as(said).isZero();
        List<JsonNode> results = new ArrayList<>();
        JSON.readTree(Files.readString(output)).get("results").forEach(results::add);
        return results;
    }
}
