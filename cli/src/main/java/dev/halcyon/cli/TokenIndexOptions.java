package dev.halcyon.cli;

import dev.halcyon.store.extent.ExtentOptions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns get token filters when rows are sealed; rows that are sealed already keep theirs. */
final class TokenIndexOptions {

    // A short pattern of ours; names of tables and columns have at most 45 characters each.
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}(\\.[A-Za-z_][A-Za-z0-9_]{0,99})?");

    @Option(
            names = "--index-share",
            paramLabel = "SHARE",
            description = "Most bytes of the token filters, as a share of the text before compression; 0 for none. "
                    + "Default: 0.03")
    private @Nullable Double share;

    @Option(
            names = "--no-index",
            paramLabel = "TABLE[.COLUMN]",
            description = "A table or a column that gets no token filter; may be given several times.")
    private List<String> without = List.of();

    /**
     * How rows are kept.
     *
     * @throws UserException when a value is none
     */
    ExtentOptions extents() {
        double given = share == null ? ExtentOptions.STANDARD.indexShare() : share;
        if (!(given >= 0 && given <= 1)) {
            throw new UserException("--index-share is a number from 0 to 1, such as 0.03.");
        }
        for (String name : without) {
            if (!NAME.matcher(name).matches()) {
                throw new UserException("--no-index %s is neither a table nor TABLE.COLUMN.".formatted(name));
            }
        }
        return ExtentOptions.STANDARD.withIndex(given, Set.copyOf(without));
    }
}
