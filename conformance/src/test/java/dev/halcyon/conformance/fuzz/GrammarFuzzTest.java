package dev.halcyon.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.halcyon.conformance.kqltest.KqlTestCase;
import dev.halcyon.conformance.kqltest.KqlTestFile;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The seed is printed; {@code -Dhalcyon.seed=N} repeats a run, {@code -Dhalcyon.fuzz.inputs=N} changes its length.
 */
class GrammarFuzzTest {

    private static final int LONGEST_INPUT = 4_000;

    @Test
    void everyTextIsAQueryOrATypedError() throws Exception {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        int inputs = Integer.getInteger("halcyon.fuzz.inputs", 1_000_000);
        int workers = Runtime.getRuntime().availableProcessors();
        System.out.println("GrammarFuzzTest: -Dhalcyon.seed=" + seed);
        List<String> queries = queries();
        try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                SplittableRandom random = new SplittableRandom(seed + worker);
                running.add(executor.submit(() -> fuzz(new QueryMutator(queries, random), inputs / workers, seed)));
            }
            for (Future<?> each : running) {
                finish(each);
            }
        }
    }

    @Test
    void deepNestingIsRefusedWhateverNests() {
        for (String open : List.of("(", "[", "not(", "-", "dynamic([", "iff(", "T | where x in (T | where y in (")) {
            String text = "print " + open.repeat(100_000);
            assertThrows(KqlException.class, () -> KqlParser.parse(text), open);
        }
    }

    private static void finish(Future<?> worker) throws InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static void fuzz(QueryMutator mutator, int inputs, long seed) {
        BindingContext context = new BindingContext(Catalog.empty(), function -> true, 0, Optional.empty());
        for (int input = 0; input < inputs; input++) {
            String text = mutator.next();
            if (text.length() > LONGEST_INPUT) {
                text = text.substring(0, LONGEST_INPUT);
            }
            try {
                Binder.bind(KqlParser.parse(text), context);
            } catch (KqlException refused) {
                // The typed error that is asked for.
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed %d, input %d:%n%s".formatted(seed, input, text), e);
            }
        }
    }

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
        return queries;
    }
}
