package dev.halcyon.engine.runtime;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pattern of {@code parse kind=regex} (R118): one regular expression with a named group for each column. */
public final class ParseRegex implements TextParser {

    private static final String GROUP = "kqlcolumn";
    private static final String INTEGER = "[-+]?[0-9]+";
    private static final String NUMBER =
            "[-+]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?|NaN|nan|Infinity|Inf|inf)";

    private final Pattern pattern;
    private final List<ScalarType> types;
    private final int[] groups;

    private ParseRegex(Pattern pattern, List<ScalarType> types, int[] groups) {
        this.pattern = pattern;
        this.types = types;
        this.groups = groups;
    }

    /**
     * The expression of a pattern: string columns take as much as they can, numbers their digits, {@code *} as little
     * as it can; the flag {@code U} turns the first and the last around.
     *
     * @param elements kind and text in turn
     */
    public static String pattern(List<String> elements, String flags) {
        StringBuilder pattern = new StringBuilder(flags.isEmpty() ? "" : "(?" + flags + ")");
        pattern.append("\\A");
        int columns = 0;
        for (int index = 0; index + 1 < elements.size(); index += 2) {
            String text = elements.get(index + 1);
            switch (elements.get(index)) {
                case "delimiter" -> pattern.append("(?:").append(text).append(')');
                case "column" -> {
                    boolean last = index + 2 == elements.size();
                    pattern.append("(?P<").append(GROUP).append(columns++).append('>');
                    pattern.append(column(ParsedCell.type(text))).append(')');
                    if (last && flags.indexOf('U') >= 0) {
                        // The last column takes the rest also where everything else takes little.
                        pattern.append(flags.indexOf('s') >= 0 ? "\\z" : "(?m:$)");
                    }
                }
                default -> pattern.append(".*?");
            }
        }
        return RegexSyntax.compile(pattern.toString(), columns).pattern();
    }

    private static String column(ScalarType type) {
        return switch (type) {
            case INT, LONG -> "(?-U:" + INTEGER + ")";
            case REAL, DECIMAL -> "(?-U:" + NUMBER + ")";
            case BOOL, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC -> ".*";
        };
    }

    /** Reads the expression and the types behind it. */
    static ParseRegex read(List<String> instructions) {
        try {
            Pattern pattern = Pattern.compile(instructions.get(1));
            Map<String, Integer> named = pattern.namedGroups();
            List<ScalarType> types = new ArrayList<>();
            int[] groups = new int[instructions.size() - 2];
            for (int column = 0; column < groups.length; column++) {
                types.add(ParsedCell.type(instructions.get(column + 2)));
                groups[column] = named.getOrDefault(GROUP + column, 0);
            }
            return new ParseRegex(pattern, types, groups);
        } catch (PatternSyntaxException e) {
            throw new QueryFailure("The pattern of parse is not a regular expression: " + e.getDescription());
        }
    }

    @Override
    public @Nullable List<@Nullable String> parse(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        List<@Nullable String> cells = new ArrayList<>(groups.length);
        for (int column = 0; column < groups.length; column++) {
            String part = matcher.group(groups[column]);
            String cell = ParsedCell.convert(part == null ? "" : part, types.get(column));
            if (cell == null) {
                return null;
            }
            cells.add(cell);
        }
        return cells;
    }
}
