package dev.halcyon.engine.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser says of itself, by the rules of the ua-parser project.
 *
 * <p>The rules' patterns are known and trusted, the texts are not: a match that takes too many steps is given up, and
 * what lies behind a thousand characters is not looked at. A regex engine of linear time would be a hundred times
 * slower on the bounded repetitions of these patterns.
 */
final class UserAgentParser {

    private static final String RULES = "/ua_parser/regexes.yaml";
    private static final int LONGEST = 1_000;
    private static final int MOST_STEPS = 2_000_000;
    private static final int MOST_CACHED = 4_096;
    private static final String OTHER = "Other";

    private static final ConcurrentHashMap<String, UserAgentParser> KNOWN = new ConcurrentHashMap<>();

    private final Json browser;
    private final Json system;
    private final Json device;

    private UserAgentParser(String text) {
        BoundedText bounded = new BoundedText(text, new Steps());
        browser = read(
                Rules.ALL.get("user_agent_parsers"),
                bounded,
                List.of("family_replacement", "v1_replacement", "v2_replacement", "v3_replacement"),
                List.of("Family", "MajorVersion", "MinorVersion", "Patch"));
        system = read(
                Rules.ALL.get("os_parsers"),
                bounded,
                List.of(
                        "os_replacement",
                        "os_v1_replacement",
                        "os_v2_replacement",
                        "os_v3_replacement",
                        "os_v4_replacement"),
                List.of("Family", "MajorVersion", "MinorVersion", "Patch", "PatchMinor"));
        device = device(bounded);
    }

    static UserAgentParser of(String userAgent) {
        String text = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        if (KNOWN.size() >= MOST_CACHED) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(text, UserAgentParser::new);
    }

    Json browser() {
        return browser;
    }

    Json system() {
        return system;
    }

    Json device() {
        return device;
    }

    /** The first rule that matches fills the parts from its replacements, else from its groups in order. */
    private static Json read(
            @Nullable List<Rule> rules, BoundedText text, List<String> replacements, List<String> names) {
        Map<String, Json> parts = new LinkedHashMap<>();
        Rule.Match match = Rule.first(Objects.requireNonNull(rules), text);
        for (int index = 0; index < names.size(); index++) {
            String otherwise = index == 0 ? OTHER : "";
            String part = match == null ? "" : match.part(replacements.get(index), index + 1);
            parts.put(names.get(index), new Json.Text(part.isEmpty() ? otherwise : part));
        }
        return new Json.Bag(parts);
    }

    private static Json device(BoundedText text) {
        Rule.Match match = Rule.first(Objects.requireNonNull(Rules.ALL.get("device_parsers")), text);
        Map<String, Json> parts = new LinkedHashMap<>();
        String family = match == null ? "" : match.part("device_replacement", 1);
        parts.put("Family", new Json.Text(family.isEmpty() ? OTHER : family));
        parts.put("Brand", new Json.Text(match == null ? "" : match.part("brand_replacement", 0)));
        parts.put("Model", new Json.Text(match == null ? "" : match.part("model_replacement", 1)));
        return new Json.Bag(parts);
    }

    /** One entry of the rule file: a pattern, and texts that replace its groups. */
    private record Rule(Pattern pattern, Map<String, String> replacements) {

        static @Nullable Match first(List<Rule> rules, BoundedText text) {
            try {
                for (Rule rule : rules) {
                    Matcher matcher = rule.pattern().matcher(text);
                    if (matcher.find()) {
                        return new Match(matcher, rule.replacements());
                    }
                }
            } catch (TooManySteps e) {
                return null;
            }
            return null;
        }

        record Match(Matcher matcher, Map<String, String> replacements) {
            /** The replacement with its {@code $1} to {@code $9} filled in, else the group; group 0 stands for none. */
            String part(String replacement, int group) {
                String template = replacements.get(replacement);
                if (template == null) {
                    return group == 0 ? "" : group(group);
                }
                StringBuilder part = new StringBuilder();
                for (int index = 0; index < template.length(); index++) {
                    char c = template.charAt(index);
                    boolean reference = c == '$'
                            && index + 1 < template.length()
                            && template.charAt(index + 1) >= '1'
                            && template.charAt(index + 1) <= '9';
                    if (reference) {
                        index++;
                        part.append(group(template.charAt(index) - '0'));
                    } else {
                        part.append(c);
                    }
                }
                return part.toString().strip();
            }

            private String group(int group) {
                String found = group <= matcher.groupCount() ? matcher.group(group) : null;
                return found == null ? "" : found;
            }
        }
    }

    /** The rule file, read when the first text comes. */
    private static final class Rules {
        static final Map<String, List<Rule>> ALL = read();

        private static Map<String, List<Rule>> read() {
            Map<String, List<Rule>> sections = new LinkedHashMap<>();
            try (InputStream stream = UserAgentParser.class.getResourceAsStream(RULES)) {
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(stream, RULES), StandardCharsets.UTF_8));
                List<Rule> section = new ArrayList<>();
                Map<String, String> entry = new LinkedHashMap<>();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    String content = line.strip();
                    if (content.isEmpty() || content.startsWith("#")) {
                        continue;
                    }
                    if (!line.startsWith(" ")) {
                        finish(entry, section);
                        section = new ArrayList<>();
                        sections.put(content.substring(0, content.indexOf(':')), section);
                        continue;
                    }
                    boolean first = content.startsWith("- ");
                    if (first) {
                        finish(entry, section);
                    }
                    add(first ? content.substring(2) : content, entry);
                }
                finish(entry, section);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return sections;
        }

        /** A value stands in single quotes, a quote inside is doubled. */
        private static void add(String content, Map<String, String> entry) {
            int colon = content.indexOf(':');
            int start = content.indexOf('\'', colon);
            int end = content.lastIndexOf('\'');
            entry.put(
                    content.substring(0, colon).strip(),
                    content.substring(start + 1, end).replace("''", "'"));
        }

        private static void finish(Map<String, String> entry, List<Rule> section) {
            String regex = entry.remove("regex");
            if (regex != null) {
                int flags = "i".equals(entry.remove("regex_flag")) ? Pattern.CASE_INSENSITIVE : 0;
                section.add(new Rule(Pattern.compile(regex, flags), Map.copyOf(entry)));
            }
            entry.clear();
        }
    }

    /** The steps left for all rules of one text. */
    private static final class Steps {
        private int taken;

        void take() {
            taken++;
            if (taken > MOST_STEPS) {
                throw new TooManySteps();
            }
        }
    }

    /** A text that counts how often it is read. */
    private record BoundedText(String text, Steps steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps.take();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Ends a match that takes too long. */
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
