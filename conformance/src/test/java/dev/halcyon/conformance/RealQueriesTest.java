package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halcyon.conformance.support.RealQueries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Published queries bind, and to the columns that were recorded for them. */
class RealQueriesTest {
    private static final double BIND = 0.97;
    private static final double EQUAL = 0.93;

    @Test
    void publishedQueriesBindToTheRecordedColumns() throws IOException {
        Optional<Path> corpus = Corpus.folder();
        assumeTrue(corpus.isPresent(), "The corpus is not beside the project");
        List<RealQueries.Answer> answers = RealQueries.run(corpus.orElseThrow());
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
