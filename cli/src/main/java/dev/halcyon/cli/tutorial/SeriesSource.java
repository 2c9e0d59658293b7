package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a series comes from: one of the two that ship with Halcyon, or a file of the user's. */
public final class SeriesSource {
    public static final String SYNTHETIC = "synthetic";
    public static final String TWEETS = "tweets";

    private SeriesSource() {}

    /**
     * The series of that name or file.
     *
     * @throws UserException when there is no such file or it is not a usage file
     */
    public static UsageSeries load(String nameOrFile) {
        return switch (nameOrFile) {
            case SYNTHETIC -> shipped(SYNTHETIC, "MB", "synthetic_usage.csv");
            case TWEETS -> shipped(TWEETS, "mentions", "real_tweets_usage.csv");
            default -> file(Path.of(nameOrFile));
        };
    }

    private static UsageSeries shipped(String name, String unit, String resource) {
        InputStream stream = SeriesSource.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("The build left out " + resource);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return UsageSeries.of(name, unit, UsageFile.read(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UsageSeries file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new UserException(
                    "--series %s: there is no such file; the series that ship with Halcyon are %s and %s."
                            .formatted(path, SYNTHETIC, TWEETS));
        }
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            return UsageSeries.of(String.valueOf(path.getFileName()), "MB", UsageFile.read(reader));
        } catch (UsageFileException e) {
            throw new UserException("--series %s, %s".formatted(path, e.getMessage()), e);
        } catch (CharacterCodingException e) {
            throw new UserException("--series %s is not UTF-8 text.".formatted(path), e);
        } catch (IOException e) {
            throw new UserException("--series %s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }
}
