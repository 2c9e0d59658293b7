package dev.halcyon.conformance;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.halcyon.conformance.corpus.KnownDifferences;
import dev.halcyon.conformance.kqltest.KqlTestCase;
import dev.halcyon.conformance.kqltest.KqlTestFile;
import dev.halcyon.conformance.kqltest.KqlTestRunner;
import dev.halcyon.engine.Engine;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The answers recorded from the reference engine; the list of known differences is exact in both directions. */
class RecordedCasesTest {

    private static final Path FOLDER = Path.of("src/test/resources/recorded");

    private static KnownDifferences differences = new KnownDifferences(Map.of());
    private static Engine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);

    @BeforeAll
    static void read() throws IOException {
        differences = KnownDifferences.read(FOLDER.resolve("differences.txt"));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicContainer> groups() throws IOException {
        return files().stream().map(path -> container(path, KqlTestFile.read(path)));
    }

    @Test
    void everyKnownDifferenceIsACase() throws IOException {
        Set<String> unknown = new HashSet<>(differences.reasons().keySet());
        for (Path path : files()) {
            KqlTestFile.read(path).cases().forEach(test -> unknown.remove(test.name()));
        }
        Assertions.assertEquals(Set.of(), unknown);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(FOLDER)) {
            return found.filter(path -> path.toString().endsWith(".kqltest"))
                    .sorted()
                    .toList();
        }
    }

    private static DynamicContainer container(Path path, KqlTestFile file) {
        KqlTestRunner runner = new KqlTestRunner(engine, file);
        return dynamicContainer(
                String.valueOf(path.getFileName()),
                path.toUri(),
                file.cases().stream().map(test -> test(runner, test)));
    }

    private static DynamicTest test(KqlTestRunner runner, KqlTestCase test) {
        if (differences.isUndefined(test.name())) {
            return dynamicTest(test.name() + " (answer left open)", () -> runner.answers(test));
        }
        if (differences.contains(test.name())) {
            return dynamicTest(
                    test.name() + " (known difference)",
                    () -> assertThrows(
                            Throwable.class, () -> runner.run(test), "It passes now: take it off differences.txt"));
        }
        return dynamicTest(test.name(), () -> runner.run(test));
    }
}
