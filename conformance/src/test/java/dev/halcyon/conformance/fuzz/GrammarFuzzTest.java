package dev.halcyon.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.conformance.kqltest.KqlTestCase;
import dev.halcyon.conformance.kqltest.KqlTestFile;
import dev.halcyon.kql.Kql;
import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.parse.CommandParser;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;

/**
 * The seed is printed; {@code -Dhalcyon.seed=N} repeats a run, {@code -Dhalcyon.fuzz.inputs=N} changes its length.
 */
class GrammarFuzzTest {

    private static final int LONGEST_INPUT = 4_000;

    /** One input in so many is also formatted. */
    private static final int FORMATTED = 10;

    /** One input in so many is also asked what may stand in its middle. */
    private static final int COMPLETED = 200;

    private static final KqlSchema SCHEMA = KqlSchema.of(List.of(
            TableSchema.of(
                    "T",
                    new Column("n", ScalarType.LONG),
                    new Column("s", ScalarType.STRING),
                    new Column("d", ScalarType.DYNAMIC),
                    new Column("t", ScalarType.DATETIME),
                    new Column("p", ScalarType.TIMESPAN),
                    new Column("r", ScalarType.REAL),
                    new Column("b", ScalarType.BOOL),
                    new Column("g", ScalarType.GUID),
                    new Column("m", ScalarType.DECIMAL)),
            TableSchema.of("U", new Column("n", ScalarType.LONG), new Column("s", ScalarType.STRING))));

    private static final BindingContext CONTEXT =
            new BindingContext(SCHEMA.tables(), function -> true, 0, Optional.empty());

    private final LongAdder parsed = new LongAdder();
    private final LongAdder bound = new LongAdder();

    @Test
    void everyTextIsAQueryOrATypedError() throws Exception {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        int inputs = Integer.getInteger("halcyon.fuzz.inputs", 1_000_000);
        int workers = Runtime.getRuntime().availableProcessors();
        System.out.println("GrammarFuzzTest: -Dhalcyon.seed=" + seed);
        Search search = new Search(texts(), this::answer);
        try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
            List<Future<Optional<Search.Finding>>> running = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                long own = seed + worker;
                running.add(executor.submit(() -> search.run(own, inputs / workers)));
            }
            for (Future<Optional<Search.Finding>> each : running) {
                each.get().ifPresent(found -> {
                    throw new AssertionError("seed %d, %s".formatted(seed, found), found.failure());
                });
            }
        }
        System.out.printf("GrammarFuzzTest: %d inputs, %d parsed, %d bound%n", inputs, parsed.sum(), bound.sum());
    }

    /** The proof that an unlucky text would be found, the same each time, and told at its simplest. */
    @Test
    void whatBreaksALawIsFoundAndMadeSimple() throws IOException {
        Search search = new Search(texts(), text -> assertThat(text).doesNotContain("summarize"));
        Search.Finding found = search.run(7, 10_000).orElseThrow();
        assertThat(found.simplest())
                .contains("summarize")
                .hasSizeLessThanOrEqualTo(found.text().length());
        assertThat(found.simplest().length()).isLessThan(80);
        assertThat(search.run(7, 10_000).orElseThrow().simplest()).isEqualTo(found.simplest());
    }

    private void answer(String input) {
        String text = input.length() > LONGEST_INPUT ? input.substring(0, LONGEST_INPUT) : input;
        if (CommandParser.isCommand(text)) {
            try {
                CommandParser.parseScript(text);
                parsed.increment();
            } catch (KqlException refused) {
                // The typed error that is asked for.
            }
            return;
        }
        if (text.hashCode() % COMPLETED == 0) {
            Kql.complete(text, text.length() / 2, SCHEMA);
        }
        Query query;
        try {
            query = KqlParser.parse(text);
        } catch (KqlException refused) {
            return;
        }
        parsed.increment();
        if (text.hashCode() % FORMATTED == 0) {
            String formatted = Kql.format(text);
            assertThat(Kql.format(formatted)).isEqualTo(formatted);
        }
        try {
            Binder.bind(query, CONTEXT);
            bound.increment();
        } catch (KqlException refused) {
            // The typed error that is asked for.
        }
    }

    /** They take turns; queries of the tests get deepest, what the grammar allows comes everywhere. */
    private static List<Arbitrary<String>> texts() throws IOException {
        TextArbitraries texts = new TextArbitraries(queries());
        return List.of(
                texts.pipes(),
                texts.ofTheTestsDamaged(),
                texts.noise(),
                texts.commandsDamaged(),
                texts.noise(),
                texts.ofTheTestsDamaged(),
                texts.pipesDamaged(),
                texts.noise(),
                texts.statements(),
                texts.ofTheTestsDamaged(),
                texts.nested(),
                texts.noise());
    }

    /** The shortest first, since what is found is made simple by what stands before it. */
    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (String folder : List.of("kqltest", "recorded")) {
            try (Stream<Path> files = Files.walk(Path.of("src/test/resources", folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".kqltest"))
                        .sorted()
                        .toList()) {
                    KqlTestFile.parse(Files.readString(file)).cases().stream()
                            .map(KqlTestCase::query)
                            .filter(query -> query.length() < 600)
                            .forEach(queries::add);
                }
            }
        }
        queries.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        return queries;
    }
}
