package dev.halcyon.server.azure.manage;

import dev.halcyon.kql.type.DatetimeText;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.activity.ActivityEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events a request wants, and what of them.
 *
 * @param conditions all of them hold
 * @param selected members, or none for all
 */
record ActivityFilter(List<Predicate<ActivityEvent>> conditions, Set<String> selected) {

    private static final Pattern TERM =
            Pattern.compile("\\G\\s*(and\\s+)?(\\w+)\\s+(\\w+)\\s+'((?:[^']|'')*)'\\s*", Pattern.CASE_INSENSITIVE);
    private static final String FORM =
            "The filter must have the form: eventTimestamp ge 'TIME' and eventTimestamp le 'TIME' and NAME eq 'VALUE'.";

    /**
     * What {@code $filter} and {@code $select} say.
     *
     * @throws HttpProblem 400 for what is not understood
     */
    static ActivityFilter of(Exchange exchange) {
        String text = exchange.parameters().first("$filter").orElse("").strip();
        List<Predicate<ActivityEvent>> conditions = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        int end = 0;
        while (end < text.length() && term.find() && (term.group(1) == null) == conditions.isEmpty()) {
            conditions.add(condition(term.group(2), term.group(3), term.group(4).replace("''", "'")));
            end = term.end();
        }
        if (end < text.length()) {
            throw invalid(FORM);
        }
        Set<String> selected = Stream.of(
                        exchange.parameters().first("$select").orElse("").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return new ActivityFilter(conditions, selected);
    }

    private static Predicate<ActivityEvent> condition(String name, String operator, String value) {
        if (name.equalsIgnoreCase("eventTimestamp")) {
            return time(operator, value);
        }
        if (!operator.equalsIgnoreCase("eq")) {
            throw invalid(FORM);
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "resourcegroupname" -> event -> ActivityJson.group(event).equalsIgnoreCase(value);
            case "resourceprovider" -> event -> ActivityJson.namespace(event).equalsIgnoreCase(value);
            case "resourceuri", "resourceid" -> event -> event.resourceId().equalsIgnoreCase(value);
            case "correlationid" -> event -> event.correlationId().equalsIgnoreCase(value);
            case "caller" -> event -> event.caller().equalsIgnoreCase(value);
            case "status" -> event -> ActivityJson.status(event).equalsIgnoreCase(value);
            case "levels" -> event -> names(value, ActivityJson.level(event));
            case "eventchannels" -> event -> names(value, ActivityJson.CHANNEL);
            default -> throw invalid("Events cannot be filtered by '%s'. ".formatted(name) + FORM);
        };
    }

    private static Predicate<ActivityEvent> time(String operator, String value) {
        long ticks = DatetimeText.parse(value)
                .orElseThrow(() -> invalid("'%s' is no time: write 2025-01-01T00:00:00Z.".formatted(value)));
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "ge" -> event -> Ticks.of(event.time()) >= ticks;
            case "gt" -> event -> Ticks.of(event.time()) > ticks;
            case "le" -> event -> Ticks.of(event.time()) <= ticks;
            case "lt" -> event -> Ticks.of(event.time()) < ticks;
            default -> throw invalid(FORM);
        };
    }

    /** True when a list of names has one of them. */
    private static boolean names(String list, String name) {
        return Stream.of(list.split(",", -1)).anyMatch(entry -> entry.strip().equalsIgnoreCase(name));
    }

    boolean matches(ActivityEvent event) {
        return conditions.stream().allMatch(condition -> condition.test(event));
    }

    /** Where the events from one on are. */
    String nextPage(Exchange exchange, String event) {
        StringBuilder address = new StringBuilder(exchange.baseAddress())
                .append('/')
                .append(String.join("/", exchange.segments()))
                .append("?$skiptoken=")
                .append(event);
        for (String name : List.of("api-version", "$filter", "$select")) {
            exchange.parameters()
                    .first(name)
                    .ifPresent(value -> address.append('&')
                            .append(name)
                            .append('=')
                            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        return address.toString();
    }

    private static HttpProblem invalid(String message) {
        return HttpProblem.of(400, "BadRequest", message);
    }
}
