package dev.halcyon.learn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.learn.Seeds;
import dev.halcyon.learn.UsageReference;
import dev.halcyon.learn.feature.FeatureMatrix;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.SeriesFeatures;
import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.Hyperparameters;
import dev.halcyon.learn.model.RidgeOptions;
import dev.halcyon.learn.training.TrainedModel;
import dev.halcyon.learn.training.Training;
import dev.halcyon.learn.training.TrainingPlan;
import dev.halcyon.learn.validation.SelectionCriterion;
import dev.halcyon.learn.validation.TimeSeriesSplit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class ModelFilesTest {
    private static final UsageReference REFERENCE = UsageReference.load("synthetic_usage");
    private static final TrainedModel RIDGE = train(RidgeOptions.DEFAULT);
    private static final TrainedModel BOOSTED =
            train(BoostingOptions.DEFAULT.withIterations(3).withEarlyStopping(BoostingOptions.EarlyStopping.DEFAULT));

    @TempDir
    Path folder;

    private static TrainedModel train(Hyperparameters hyperparameters) {
        TrainingPlan plan = new TrainingPlan(
                List.of(hyperparameters), TimeSeriesSplit.DEFAULT, SelectionCriterion.MEAN_ABSOLUTE_ERROR);
        return Training.run(REFERENCE.history(), SeriesFeatures.USAGE, plan).best();
    }

    @Test
    void whatIsWrittenIsReadBackExactly() throws IOException {
        for (TrainedModel model : List.of(RIDGE, BOOSTED, train(BoostingOptions.DEFAULT))) {
            Path file = folder.resolve("model.json");
            ModelFiles.write(file, model);
            TrainedModel read = ModelFiles.read(file);

            assertThat(read).isEqualTo(model);
            assertThat(read.predict(SeriesFeatures.USAGE.matrix(REFERENCE.lastWeek())))
                    .containsExactly(model.predict(SeriesFeatures.USAGE.matrix(REFERENCE.lastWeek())));
            assertThat(ModelFiles.bytes(read)).isEqualTo(Files.readAllBytes(file));
            assertThat(ModelFiles.checksum(read)).isEqualTo(ModelFiles.checksum(model));
        }
    }

    /** Requirement L-8. A change here means that other bytes are written: then the format needs a new version. */
    @Test
    void theSameRowsGiveTheSameBytesOnEveryPlatform() {
        assertThat(ModelFiles.checksum(RIDGE))
                .isEqualTo("2a7570e73e5a552c59d44862feb811469e14669445d61fabe4df3ae53b6dc43d");
        assertThat(ModelFiles.checksum(BOOSTED))
                .isEqualTo("aa828cc422eb6f8c04fdea85f2762397899d3070ab929577370b10f1abb57824");
    }

    @Test
    void writingReplacesAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("model.json");
        ModelFiles.write(file, RIDGE);
        ModelFiles.write(file, BOOSTED);
        assertThat(ModelFiles.read(file)).isEqualTo(BOOSTED);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aFailedWriteLeavesNothing() throws IOException {
        Path occupied = folder.resolve("model.json");
        Files.createDirectories(occupied.resolve("inside"));
        assertThatThrownBy(() -> ModelFiles.write(occupied, RIDGE)).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("model.json");
        assertThatThrownBy(() -> ModelFiles.write(folder.resolve("absent/model.json"), RIDGE))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ModelFiles.read(folder.resolve("absent.json")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesOtherFormatsAndVersionsByName() {
        assertProblem("{}", "/", "format is missing");
        assertProblem("", "/", "format is missing");
        assertProblem("[1]", "/", "format is missing");
        assertProblem("{\"format\":\"pmml\"}", "/format", "is not halcyon-model");
        assertProblem("{\"format\":\"halcyon-model\",\"version\":2,\"future\":1}", "/version", "format version 2");
        assertProblem("{\"format\"", "line 1", "not well-formed");
        assertProblem("[".repeat(100_000), "the beginning", "not well-formed");
    }

    @Test
    void theChecksumGuardsThePayload() {
        assertProblem(text(RIDGE).replace("\"AVSSyslog\"", "\"AVSSysl0g\""), "/sha256", "checksum");
        assertProblem(text(RIDGE).replace("AVSSyslog", "\\ud800"), "/sha256", "checksum");
    }

    /** What a well-meaning checksum cannot see: a payload that was made wrong on purpose. */
    @Test
    void refusesPayloadsThatAreNoModel() {
        assertForged(BOOSTED, "\"left\":1,", "\"left\":0,", "/left");
        assertForged(BOOSTED, "\"left\":1,", "\"left\":2,", "/payload/model/trees/0");
        assertForged(BOOSTED, "\"left\":1,", "\"left\":60000,", "/payload/model/trees/0");
        assertForged(BOOSTED, "\"left\":1,", "\"left\":1e0,", "/left");
        assertForged(BOOSTED, "\"feature\":0", "\"feature\":77", "/payload/model");
        assertForged(BOOSTED, "\"feature\":0", "\"feature\":1", "/payload/model");
        assertForged(BOOSTED, "\"leftCategories\":[", "\"leftCategories\":[9,", "/payload/model");
        assertForged(BOOSTED, "\"leftCategories\":[", "\"leftCategories\":[256,", "/leftCategories/0");
        assertForged(BOOSTED, "\"iterations\":3", "\"iterations\":2", "/payload/model");
        assertForged(BOOSTED, "\"baseline\":", "\"baseline\":1e999,\"was\":", "/payload/model");
        assertForged(RIDGE, "\"intercept\":", "\"intercept\":1e999,\"was\":", "/payload/model");
        assertForged(RIDGE, "\"coefficients\":[", "\"coefficients\":[1e999,", "/payload/model/coefficients/0");
        assertForged(RIDGE, "\"coefficients\":[", "\"coefficients\":[1.5,", "/payload/model");
        assertForged(RIDGE, "\"alpha\":", "\"alpha\":-", "/payload/model");
        assertForged(RIDGE, "\"kind\":\"ridge\"", "\"kind\":\"lasso\"", "/payload/model");
        assertForged(RIDGE, "\"name\":\"Year\"", "\"name\":\"Month\"", "/payload/features");
        assertForged(RIDGE, "\"AVSSyslog\"", "\"Perf\"", "/payload/features/0");
        assertForged(RIDGE, "\"AVSSyslog\"", "null", "/payload/features/0/categories/0");
        assertForged(RIDGE, "\"first\":\"2023", "\"first\":\"2024", "/payload/window");
        assertForged(RIDGE, "\"first\":\"2023", "\"first\":\"soon", "/payload/window/first");
        assertForged(RIDGE, "\"trainEnd\":504", "\"trainEnd\":5040", "/payload/validation/0");
    }

    @Test
    void randomDamageIsRefusedOrHarmless() {
        List<TrainedModel> models = List.of(RIDGE, BOOSTED);
        List<byte[]> files = models.stream().map(ModelFiles::bytes).toList();
        Seeds.forEach(1_000, random -> {
            int chosen = random.nextInt(models.size());
            byte[] damaged = damage(files.get(chosen).clone(), random);
            try {
                assertThat(read(damaged)).isEqualTo(models.get(chosen));
            } catch (ModelFormatException e) {
                assertThat(e.position()).isNotEmpty();
                assertThat(e.hint()).isNotEmpty();
            }
        });
    }

    /** The same with a checksum that fits: now only the checks of the fields stand between the file and the memory. */
    @Test
    void forgedDamageIsRefusedOrAModelThatWorks() {
        List<String> payloads = List.of(payload(text(RIDGE)), payload(text(BOOSTED)));
        FeatureMatrix rows = SeriesFeatures.USAGE.matrix(REFERENCE.lastWeek()).slice(0, 50);
        Seeds.forEach(500, random -> {
            String payload = payloads.get(random.nextInt(payloads.size()));
            byte[] damaged = damage(payload.getBytes(StandardCharsets.UTF_8), random);
            try {
                TrainedModel forged = read(withChecksum(damaged));
                forged.predict(rows);
            } catch (ModelFormatException e) {
                assertThat(e.position()).isNotEmpty();
            } catch (InvalidDataException e) {
                assertThat(e).hasMessageContaining("olumn");
            }
        });
    }

    private static byte[] damage(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) ('0' + random.nextInt(10));
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                int from = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
                System.arraycopy(bytes, from, bytes, at, length);
            }
            default -> bytes[at] = (byte) "[]{},:\"-e.\\tnu ".charAt(random.nextInt(15));
        }
        return bytes;
    }

    private TrainedModel read(byte[] bytes) {
        try {
            return ModelFiles.read(Files.write(folder.resolve("damaged.json"), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertProblem(String text, String position, String message) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(ModelFormatException.class, e -> {
                    assertThat(e.position()).startsWith(position);
                    assertThat(e.file()).isEqualTo(folder.resolve("damaged.json"));
                })
                .hasMessageContaining(message);
    }

    private void assertForged(TrainedModel model, String original, String replacement, String position) {
        String payload = payload(text(model));
        int at = payload.indexOf(original);
        assertThat(at).as("%s in the payload", original).isNotNegative();
        String forged = payload.substring(0, at) + replacement + payload.substring(at + original.length());
        assertThatThrownBy(() -> read(withChecksum(forged.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        ModelFormatException.class,
                        e -> assertThat(e.position()).startsWith("/payload").contains(position));
    }

    private static String text(TrainedModel model) {
        return new String(ModelFiles.bytes(model), StandardCharsets.UTF_8);
    }

    private static String payload(String file) {
        return file.substring(file.indexOf("\"payload\":") + "\"payload\":".length(), file.lastIndexOf('}'));
    }

    /** A file whose checksum fits the payload as the reader writes it again, when it can be read at all. */
    private static byte[] withChecksum(byte[] payload) {
        byte[] canonical = payload;
        try {
            JsonMapper mapper = JsonMapper.shared();
            canonical = mapper.writeValueAsBytes(mapper.readTree(payload));
        } catch (JacksonException e) {
            // Not JSON any more: any checksum will do.
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(
                ("{\"format\":\"halcyon-model\",\"version\":1,\"sha256\":\"" + sha256(canonical) + "\",\"payload\":")
                        .getBytes(StandardCharsets.UTF_8));
        file.writeBytes(payload);
        file.writeBytes("}".getBytes(StandardCharsets.UTF_8));
        return file.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
