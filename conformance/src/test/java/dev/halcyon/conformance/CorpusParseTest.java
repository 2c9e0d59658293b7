package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.parse.CommandParser;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Blocks of documentation that the official parser accepts, queries and management commands; run where the corpus lies
 * beside the project.
 */
class CorpusParseTest {

    /**
     * Blocks of several commands of which the official parser reads only the first, and a later one is none: a query is
     * left open by dots or by a word in brackets, or the command does not exist.
     */
    private static final Map<String, String> NO_COMMANDS = Map.of(
            "concepts/data-purge#L97", "<| [Predicate]",
            "management/rename-table-command#L68", "<| ...",
            "query/graph-best-practices#L462", ".create graph snapshot, which is .make graph_snapshot");

    @Test
    void everyBlockThatTheOfficialParserAcceptsParses() throws IOException {
        Map<String, String> failures = new TreeMap<>();
        int queries = 0;
        int commands = 0;
        for (JsonNode block : Corpus.read("parse-only.jsonl")) {
            if (!block.get("parses").asBoolean()) {
                continue;
            }
            String text = block.get("query").asString();
            try {
                if (block.path("command").asBoolean(false)) {
                    commands++;
                    CommandParser.parseScript(text);
                } else {
                    queries++;
                    KqlParser.parse(text);
                }
            } catch (KqlException e) {
                failures.put(block.get("id").asString(), e.getMessage());
            }
        }
        assumeTrue(queries > 0, "The corpus is not beside the project");
        System.out.printf(
                "parse-only: %d queries and %d blocks of commands, of which %d do not parse%n",
                queries, commands, failures.size());
        assertThat(failures.keySet()).as(failures.toString()).isEqualTo(NO_COMMANDS.keySet());
    }

    /** A text of documentation that begins with a dot is told apart from a query, whatever it holds. */
    @Test
    void commandsAreRefusedAsQueries() throws IOException {
        for (JsonNode block : Corpus.read("parse-only.jsonl")) {
            String text = block.get("query").asString();
            if (CommandParser.isCommand(text)) {
                assertThat(codeOf(text)).as(text).isEqualTo("SYN0012");
            }
        }
    }

    private static String codeOf(String text) {
        try {
            KqlParser.parse(text);
            return "tree";
        } catch (KqlException refused) {
            return refused.first().code();
        }
    }
}
