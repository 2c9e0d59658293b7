package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halcyon.conformance.corpus.KnownDifferences;
import dev.halcyon.conformance.support.RealQueries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Published queries bind, and to the columns that were recorded for them; the list of those that do not is exact in both
 * directions.
 */
class RealQueriesTest {
    private static final double BIND = 0.995;
    private static final double EQUAL = 0.98;
    private static final Path LIST = Path.of("src/test/resources/recorded/real-differences.txt");

    /** How the reason begins of a query that does not bind. */
    private static final String REFUSED = "refused:";

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
        assertListIsExact(answers);
    }

    private static void assertListIsExact(List<RealQueries.Answer> answers) throws IOException {
        Map<String, String> reasons = KnownDifferences.read(LIST).reasons();
        Map<String, String> found = new TreeMap<>();
        Set<String> refused = new TreeSet<>();
        for (RealQueries.Answer answer : answers) {
            answer.error().or(answer::difference).ifPresent(text -> found.put(answer.id(), text));
            if (!answer.binds()) {
                refused.add(answer.id());
            }
        }
        Map<String, String> unlisted = new TreeMap<>(found);
        unlisted.keySet().removeAll(reasons.keySet());
        assertThat(unlisted).as("These differ and stand on no list").isEmpty();
        Set<String> mended = new TreeSet<>(reasons.keySet());
        mended.removeAll(found.keySet());
        assertThat(mended).as("These are equal now: take them off the list").isEmpty();
        Set<String> listedAsRefused = new TreeSet<>();
        reasons.forEach((id, reason) -> {
            if (reason.startsWith(REFUSED)) {
                listedAsRefused.add(id);
            }
        });
        assertThat(listedAsRefused)
                .as("Reasons that begin with %s are those of queries that do not bind", REFUSED)
                .isEqualTo(refused);
    }

    private static double share(long count, List<RealQueries.Answer> answers) {
        return (double) count / answers.size();
    }
}
