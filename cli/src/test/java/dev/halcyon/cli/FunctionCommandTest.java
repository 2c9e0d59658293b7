package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code halcyon function}: the life of a function, at a server and in a folder. */
class FunctionCommandTest {
    @TempDir
    private Path folder = Path.of("unset");

    private static Cli run(List<String> target, String... words) {
        List<String> line = new ArrayList<>(List.of("function"));
        line.addAll(List.of(words));
        line.addAll(target);
        return Cli.run(line.toArray(String[]::new));
    }

    private static String fine(Cli result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        return result.out();
    }

    private static void refused(Cli result, String message) {
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).startsWith("halcyon: ").contains(message).doesNotContain("\tat ");
    }

    @Test
    void aFunctionIsSavedCalledChangedAndDeletedAtAServer() throws IOException {
        try (HalcyonServer server =
                HalcyonServer.start(ServerOptions.at(folder.resolve("data")).withDemo(true))) {
            List<String> owner = List.of("--url", server.address(), "--key", server.ownerKey());
            Path file = Files.writeString(folder.resolve("n.kql"), "range x from 1 to most step 1\n| where x != 2\n");
            String saved = fine(run(
                    owner,
                    "save",
                    "Odd",
                    "-q",
                    file.toString(),
                    "--parameters",
                    "most:long = 3",
                    "--folder",
                    "numbers",
                    "--description",
                    "All but two"));
            assertThat(saved).isEqualToIgnoringNewLines("saved Odd");
            assertThat(fine(Cli.run("query", "Odd(5) | count", "--url", server.address(), "-o", "csv")))
                    .isEqualTo("Count\r\n4\r\n");
            assertThat(fine(run(owner, "list", "-o", "csv")))
                    .isEqualTo("Name,Parameters,Folder,Description\r\nOdd,most:long = 3,numbers,All but two\r\n");
            assertThat(fine(run(owner, "save", "Odd", "print most"))).contains("saved");
            assertThat(fine(run(owner, "show", "Odd")).lines())
                    .containsExactly(
                            "// Odd(most:long = 3)", "// folder: numbers", "// description: All but two", "print most");

            Cli reader = run(List.of("--url", server.address(), "--key", "DEMO_KEY"), "list");
            assertThat(reader.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(reader.err()).contains("no role of 'demo' allows it");

            assertThat(fine(run(owner, "delete", "Odd"))).contains("deleted Odd");
            refused(run(owner, "delete", "Odd"), "has no function Odd");
        }
    }

    @Test
    void aFunctionIsKeptInAFolder() throws IOException {
        Path data = folder.resolve("data");
        HalcyonServer.start(ServerOptions.at(data)).close();
        List<String> target = List.of("--data", data.toString());
        fine(run(target, "save", "Answer", "print x = 42"));
        assertThat(fine(Cli.run("query", "Answer", "--data", data.toString(), "-o", "csv")))
                .isEqualTo("x\r\n42\r\n");
        refused(run(target, "show", "answers"), "has no function answers");
        refused(run(target, "save", "ANSWER", "print 1"), "The id Answer belongs to");
        refused(run(target, "save", "Usage", "print 1"), "name of a table");
        refused(run(target, "save", "two words", "print 1"), "letters, digits");
        refused(run(target, "save", "Wrong", "print ("), "is not valid");
    }

    @Test
    void everyFunctionOfAFileIsSavedInItsOrder() throws IOException {
        Path data = folder.resolve("data");
        Path file = Files.writeString(folder.resolve("numbers.kql"), """
                // Text before the first function.

                // Twice as much,
                // not more { than that.
                let Twice = (x:long = 4) // {
                {
                    // what comes out
                    let factor = 2;
                    x * factor
                };
                let Doubled = (T:(n:long))
                {
                    T | extend m = Twice(n)
                };
                let Seven = () { 7 };
                """);
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(data))) {
            List<String> owner = List.of("--url", server.address(), "--key", server.ownerKey());
            assertThat(fine(run(owner, "save", file.toString(), "--folder", "numbers"))
                            .lines())
                    .containsExactly("saved Twice", "saved Doubled", "saved Seven");
            List<String> query = List.of("--url", server.address(), "--key", server.ownerKey(), "-o", "csv");
            assertThat(fine(Cli.run(Stream.concat(
                                    Stream.of(
                                            "query",
                                            "range n from 1 to 2 step 1 | invoke Doubled() | extend s = Seven()"),
                                    query.stream())
                            .toArray(String[]::new))))
                    .isEqualTo("n,m,s\r\n1,2,7\r\n2,4,7\r\n");
            assertThat(fine(run(owner, "show", "Twice")).lines())
                    .containsExactly(
                            "// Twice(x:long = 4)",
                            "// folder: numbers",
                            "// description: Twice as much, not more { than that.",
                            "// what comes out",
                            "let factor = 2;",
                            "x * factor");
            refused(run(owner, "save", "Twice", "-q", file.toString()), "holds let statements");
            Path recipe = Path.of("../docs/recipes/anomalies-without-look-ahead.kql");
            assertThat(fine(run(owner, "save", recipe.toString())).lines()).hasSize(2);
            assertThat(fine(Cli.run(Stream.concat(
                                    Stream.of(
                                            "query",
                                            "range t from 0 to 199 step 1 | extend v = iff(t == 190, 99, t % 7)"
                                                    + " | summarize Values = make_list(v) | extend Name = 'a'"
                                                    + " | invoke ScoresWithoutLookAhead() | invoke AlarmsWithoutLookAhead() | project Index"),
                                    query.stream())
                            .toArray(String[]::new))))
                    .isEqualTo("Index\r\n190\r\n");

            wrongFile(owner, "let A = () { 1 };\nlet B = 5;", ":2:1: Only statements let NAME");
            wrongFile(owner, "let A = () { 1 };\nlet B = (x) { 1 };", ":2:");
            wrongFile(owner, "let A = () {\n  1 + };", ":2:");
            wrongFile(owner, "let A = () { 1 };\nlet A = () { 1 };", ":2:5: A stands above already");
            wrongFile(owner, "let A = () { 1 };\nlet strlen = () { 1 };", ":2: The alias 'strlen'");
            refused(run(owner, "save", folder.resolve("none.kql").toString()), "There is no file");
            refused(run(owner, "save", file.toString(), "--parameters", "x:long"), "have their own parameters");
        }
    }

    private void wrongFile(List<String> owner, String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.kql"), text);
        refused(run(owner, "save", file.toString()), "wrong.kql" + message);
    }

    @Test
    void wrongOptionsAreRefused() {
        List<String> none = List.of("--data", folder.resolve("none").toString());
        refused(run(none, "list"), "has no workspace yet");
        refused(run(none, "save", "A"), "Give the query");
        refused(run(List.of(), "list"), "--url");
        refused(run(none, "lst"), "lst");
        assertThat(fine(run(List.of()))).contains("Examples:", "delete");
    }
}
