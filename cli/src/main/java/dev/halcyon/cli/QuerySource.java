package dev.halcyon.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a command finds its one query: the argument, standard input, or a file. */
final class QuerySource {
    @Parameters(arity = "0..1", paramLabel = "KQL", description = "The query; - reads it from standard input.")
    private @Nullable String text;

    @Option(
            names = {"-q", "--query-file"},
            paramLabel = "FILE",
            description = "Read the query from a file, in place of the argument.")
    private @Nullable Path file;

    /**
     * The text of the query.
     *
     * @throws UserException when there is none, or both an argument and a file
     */
    String query() throws IOException {
        return read(text, file);
    }

    /** The same for a command that has the argument at another place. */
    static String read(@Nullable String text, @Nullable Path file) throws IOException {
        if ((text == null) == (file == null)) {
            throw new UserException(
                    "Give the query either as an argument or with --query-file; - reads standard input.");
        }
        String query =
                file != null ? Files.readString(file) : "-".equals(text) ? standardInput() : String.valueOf(text);
        if (query.isBlank()) {
            throw new UserException("The query is empty.");
        }
        return query;
    }

    /** All of standard input. */
    static String standardInput() throws IOException {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
