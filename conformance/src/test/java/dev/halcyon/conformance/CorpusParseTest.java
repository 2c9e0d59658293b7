package dev.halcyon.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Query texts of documentation that the official parser accepts; run where the corpus lies beside the project. */
class CorpusParseTest {

    @Test
    void everyBlockThatTheOfficialParserAcceptsParses() throws IOException {
        List<String> failures = new ArrayList<>();
        int blocks = 0;
        for (JsonNode node : Corpus.read("parse-only.jsonl")) {
            if (!node.get("parses").asBoolean()
                    || node.path("command").asBoolean(false)
                    || node.path("fragment").asBoolean(false)) {
                continue;
            }
            blocks++;
            try {
                KqlParser.parse(node.get("query").asString());
            } catch (KqlException e) {
                failures.add(node.get("id").asString() + ": " + e.getMessage());
            }
        }
        assumeTrue(blocks > 0, "The corpus is not beside the project");
        assertEquals(List.of(), failures);
    }
}
