package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halcyon.conformance.support.RealQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Published queries bind, and to the columns that were recorded for them. */
class RealQueriesTest {
    private static final Path CORPUS = Path.of("../../shared/conformance");
    private static final double BIND = 0.73;
    private static final double EQUAL = 0.72;

    @Test
    void publishedQueriesBindToTheRecordedColumns() throws IOException {
        assumeTrue(
                Files.isRegularFile(CORPUS.resolve("real-queries.jsonl")),
                "skipped: the corpus is not present in ../shared/conformance");
        List<RealQueries.Answer> answers = RealQueries.run(CORPUS);
        System.out.println(RealQueries.summary(answers));
        assertThat(share(answers.stream().filter(RealQueries.Answer::binds).count(), answers))
                .isGreaterThanOrEqualTo(BIND);
        assertThat(share(answers.stream().filter(RealQueries.Answer::equal).count(), answers))
                .isGreaterThanOrEqualTo(EQUAL);
    }

    private static double share(long count, List<RealQueries.Answer> answers) {
        return (double) count / answers.size();
    }
}
