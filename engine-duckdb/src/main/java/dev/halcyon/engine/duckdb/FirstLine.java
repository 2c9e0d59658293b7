package dev.halcyon.engine.duckdb;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The first line of a text. It tells the delimiter: left to itself the database leaves out the lines that do not fit the
 * delimiter it likes best.
 */
final class FirstLine {

    private static final int LONGEST = 1 << 16;
    private static final String DELIMITERS = ",;\t|";

    private FirstLine() {}

    /** The delimiter that the first line has most of outside quotes; a comma when it has none. */
    static char delimiter(String path) {
        String line = read(path);
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        for (int index = 0; index < line.length(); index++) {
            char letter = line.charAt(index);
            quoted ^= letter == '"';
            int delimiter = DELIMITERS.indexOf(letter);
            if (!quoted && delimiter >= 0) {
                counts[delimiter]++;
            }
        }
        int best = 0;
        for (int index = 1; index < counts.length; index++) {
            best = counts[index] > counts[best] ? index : best;
        }
        return DELIMITERS.charAt(best);
    }

    /** The text of a file, unpacked when it is packed. */
    static InputStream open(String path) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(Path.of(path)));
        try {
            file.mark(2);
            boolean packed = file.read() == 0x1f && file.read() == 0x8b;
            file.reset();
            return packed ? new GZIPInputStream(file) : file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** How many fields the first line has, when none of them holds a line break. */
    static int fields(String path, char delimiter) {
        boolean quoted = false;
        int count = 1;
        for (char letter : read(path).toCharArray()) {
            quoted ^= letter == '"';
            count += !quoted && letter == delimiter ? 1 : 0;
        }
        return count;
    }

    /** Without its end; empty for a text that has none or cannot be read. */
    static String read(String path) {
        try (InputStream plain = open(path)) {
            String start = new String(plain.readNBytes(LONGEST), StandardCharsets.UTF_8);
            return start.lines().findFirst().orElse("");
        } catch (IOException e) {
            // The database meets the same failure and says so.
            return "";
        }
    }
}
