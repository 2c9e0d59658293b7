package dev.halcyon.engine.runtime;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Regular expressions (R54, R57, R60, R62): linear time, never {@code java.util.regex}. */
final class RegexFunctions {

    private static final int MOST_CACHED = 256;
    private static final ConcurrentHashMap<String, Pattern> CACHE = new ConcurrentHashMap<>();

    private RegexFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.strict("kql_regex", "R54", text, a -> translated(a.text(0)), text);
        list.strict(
                "kql_rewrite",
                "R59: for a pattern that is translated",
                text,
                a -> RegexSyntax.translateRewrite(a.text(0), compile(a.text(1))),
                text,
                text);
        list.strict("kql_regex_quote", "R54", text, a -> Pattern.quote(a.text(0)), text);
        list.strict(
                "kql_extract",
                "R60",
                text,
                a -> extract(a.text(0), a.text(1), a.integer(2)),
                text,
                text,
                SqlType.BIGINT);
        list.strict("kql_extract_all", "R60", text, a -> extractAll(a.text(0), a.text(1), a.text(2)), text, text, text);
        list.strict(
                "kql_index_of_regex",
                "R56",
                SqlType.BIGINT,
                a -> indexOf(a.text(0), a.text(1), a.integer(2), a.integer(3), a.integer(4)),
                text,
                text,
                SqlType.BIGINT,
                SqlType.BIGINT,
                SqlType.BIGINT);
        list.strict("kql_count_matches", "R62", SqlType.BIGINT, a -> count(a.text(0), a.text(1)), text, text);
        list.strict(
                "kql_trim",
                "R57",
                text,
                a -> trim(a.text(0), a.text(1), a.truth(2), a.truth(3)),
                text,
                text,
                SqlType.BOOLEAN,
                SqlType.BOOLEAN);
    }

    private static String translated(String pattern) {
        try {
            return RegexSyntax.translate(pattern);
        } catch (EngineException e) {
            throw new QueryFailure(String.valueOf(e.getMessage()));
        }
    }

    private static Pattern compile(String pattern) {
        Pattern known = CACHE.get(pattern);
        if (known != null) {
            return known;
        }
        try {
            Pattern compiled = Pattern.compile(pattern);
            if (CACHE.size() >= MOST_CACHED) {
                CACHE.clear();
            }
            CACHE.put(pattern, compiled);
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new QueryFailure("'%s' is not a regular expression: %s".formatted(pattern, e.getDescription()));
        }
    }

    private static @Nullable String extract(String text, String pattern, long group) {
        Matcher matcher = compile(pattern).matcher(text);
        if (!matcher.find() || group < 0 || group > matcher.groupCount()) {
            return null;
        }
        String found = matcher.group((int) group);
        return found == null ? "" : found;
    }

    private static @Nullable String extractAll(String text, String pattern, String groups) {
        Pattern compiled = compile(pattern);
        Matcher matcher = compiled.matcher(text);
        List<Integer> wanted = groups(groups, compiled.namedGroups(), matcher.groupCount());
        List<Json> matches = new ArrayList<>();
        while (matcher.find()) {
            List<Json> parts = new ArrayList<>();
            for (int group : wanted) {
                String part = matcher.group(group);
                parts.add(new Json.Text(part == null ? "" : part));
            }
            matches.add(parts.size() == 1 ? parts.getFirst() : new Json.Array(parts));
        }
        return matches.isEmpty() ? null : new Json.Array(matches).write();
    }

    private static List<Integer> groups(String wanted, Map<String, Integer> names, int count) {
        List<Integer> groups = new ArrayList<>();
        if (!wanted.isEmpty()) {
            for (String text : JsonText.elementTexts(wanted)) {
                Long group = NumberText.parseLong(text);
                Integer named = names.get(text);
                if (named != null) {
                    groups.add(named);
                } else if (group != null && group >= 0 && group <= count) {
                    groups.add(group.intValue());
                }
            }
            return groups;
        }
        for (int group = 1; group <= count; group++) {
            groups.add(group);
        }
        return groups.isEmpty() ? List.of(0) : groups;
    }

    /** R56: within {@code length} code points from {@code start}; null for a start, length or occurrence below 0. */
    private static @Nullable Long indexOf(String text, String pattern, long start, long length, long occurrence) {
        if (start < 0 || length < -1 || occurrence < 0) {
            return null;
        }
        int size = text.codePointCount(0, text.length());
        if (start > size) {
            return -1L;
        }
        long end = length < 0 ? size : Math.min(size, start + length);
        int from = text.offsetByCodePoints(0, (int) start);
        String part = text.substring(from, text.offsetByCodePoints(from, (int) (end - start)));
        Matcher matcher = compile(pattern).matcher(part);
        long found = 0;
        while (matcher.find()) {
            found++;
            if (found == occurrence) {
                return start + part.codePointCount(0, matcher.start());
            }
        }
        return -1L;
    }

    private static long count(String text, String pattern) {
        Matcher matcher = compile(pattern).matcher(text);
        long count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    private static String trim(String text, String pattern, boolean start, boolean end) {
        String rest = text;
        if (start) {
            Matcher matcher = compile("^(?:" + pattern + ")").matcher(rest);
            rest = matcher.find() ? rest.substring(matcher.end()) : rest;
        }
        if (end) {
            Matcher matcher = compile("(?:" + pattern + ")$").matcher(rest);
            rest = matcher.find() ? rest.substring(0, matcher.start()) : rest;
        }
        return rest;
    }
}
