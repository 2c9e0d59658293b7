package dev.halcyon.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.halcyon.conformance.kqltest.KqlTestFile;
import dev.halcyon.conformance.kqltest.KqlTestRunner;
import dev.halcyon.engine.Engine;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every {@code .kqltest} file on the embedded engine. */
class KqlTestFilesTest {

    private static final List<Engine> ENGINES = new ArrayList<>();

    @TestFactory
    Stream<DynamicContainer> files() throws IOException {
        Path folder = Path.of("src/test/resources/kqltest");
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> files = found.filter(path -> path.toString().endsWith(".kqltest"))
                    .sorted()
                    .toList();
            return files.stream().map(path -> container(folder, path));
        }
    }

    private static DynamicContainer container(Path folder, Path path) {
        KqlTestFile file = KqlTestFile.read(path);
        Engine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
        ENGINES.add(engine);
        KqlTestRunner runner = new KqlTestRunner(engine, file);
        return dynamicContainer(
                folder.relativize(path).toString(),
                path.toUri(),
                file.cases().stream()
                        .map(test -> dynamicTest(
                                "%s (line %d)".formatted(test.name(), test.line()), () -> runner.run(test))));
    }

    @AfterAll
    static void close() {
        ENGINES.forEach(Engine::close);
    }
}
