package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hours of mixed load as the nightly profile runs them: nothing is lost, nothing is there twice, rows leave with their
 * retention, and neither memory nor the files grow once the first rows have left.
 *
 * <p>{@code -Dhalcyon.soak.minutes=N} runs it; the seed is printed, {@code -Dhalcyon.seed=N} repeats a run.
 */
@EnabledIfSystemProperty(named = "halcyon.soak.minutes", matches = "[0-9]+")
class SoakTest {

    /** Retention ends after about a minute; from then on rows leave as fast as they come. */
    private static final Duration WARM_UP = Duration.ofSeconds(150);

    /** Shorter runs say nothing about growth. */
    private static final int FEWEST_SAMPLES = 30;

    private static final double GROWTH = 1.15;
    private static final long HEAP_SLACK = 16L << 20;
    private static final long RESIDENT_SLACK = 64L << 20;
    private static final long FILE_SLACK = 32L << 20;

    private record Sample(long seconds, long heap, long resident, long files) {
        static Sample read(String line) {
            String[] words = line.split(" ", -1);
            return new Sample(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]));
        }
    }

    @TempDir
    Path folder;

    @Test
    void nothingGrowsAndNothingIsLost() throws IOException, InterruptedException {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        Duration time = Duration.ofMinutes(Long.getLong("halcyon.soak.minutes", 30));
        System.out.println("SoakTest: -Dhalcyon.seed=" + seed);
        Path errors = folder.resolve("errors");
        Process workload = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SoakWorkload.class.getName(),
                        folder.resolve("data").toString(),
                        Long.toString(time.toSeconds()),
                        Long.toString(seed))
                .redirectError(errors.toFile())
                .start();
        List<Sample> samples = new ArrayList<>();
        try (BufferedReader lines = workload.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                if (line.startsWith("sample ")) {
                    samples.add(Sample.read(line));
                }
            }
            assertThat(workload.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            workload.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        assertThat(workload.exitValue())
                .as("seed %d: %s", seed, Files.readString(errors))
                .isZero();
        List<Sample> steady = samples.stream()
                .filter(sample -> sample.seconds() >= WARM_UP.toSeconds())
                .toList();
        if (steady.size() < FEWEST_SAMPLES) {
            System.out.println("SoakTest: too short to tell whether anything grows");
            return;
        }
        isFlat("heap after a collection", steady, Sample::heap, HEAP_SLACK);
        isFlat("resident memory", steady, Sample::resident, RESIDENT_SLACK);
        isFlat("size of the files", steady, Sample::files, FILE_SLACK);
    }

    /** The mean of the last third against that of the first. */
    private static void isFlat(String what, List<Sample> samples, ToLongFunction<Sample> value, long slack) {
        int third = samples.size() / 3;
        double first = mean(samples.subList(0, third), value);
        double last = mean(samples.subList(samples.size() - third, samples.size()), value);
        System.out.printf("SoakTest: %s %.1f MB, then %.1f MB%n", what, first / 1e6, last / 1e6);
        assertThat(last).as(what).isLessThan(first * GROWTH + slack);
    }

    private static double mean(List<Sample> samples, ToLongFunction<Sample> value) {
        return samples.stream().mapToLong(value).average().orElseThrow();
    }
}
