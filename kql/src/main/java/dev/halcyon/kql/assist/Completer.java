package dev.halcyon.kql.assist;

import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.assist.Completion.Kind;
import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Visualization;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** Proposes what may stand at a place. */
public final class Completer {
    private static final List<String> SOURCES = List.of("print", "range", "union", "search", "find", "datatable");

    private static final List<String> CONDITIONS = conditions();

    /** Words that belong to an operator, by the operator. */
    private static final Map<String, List<String>> KEYWORDS = Map.ofEntries(
            Map.entry("summarize", List.of("by")),
            Map.entry("sort", List.of("by", "asc", "desc", "nulls first", "nulls last")),
            Map.entry("order", List.of("by", "asc", "desc", "nulls first", "nulls last")),
            Map.entry("top", List.of("by", "asc", "desc", "nulls first", "nulls last")),
            Map.entry("join", List.of("kind=", "on", "$left", "$right", "hint.strategy=")),
            Map.entry("lookup", List.of("kind=", "on", "$left", "$right")),
            Map.entry("union", List.of("kind=", "withsource=", "isfuzzy=")),
            Map.entry("mv-expand", List.of("to typeof()", "limit", "with_itemindex=", "bagexpansion=")),
            Map.entry("make-series", List.of("default=", "on", "from", "to", "step", "by")),
            Map.entry("parse", List.of("kind=", "with")),
            Map.entry("parse-where", List.of("kind=", "with")),
            Map.entry(
                    "parse-kv",
                    List.of("as", "with", "pair_delimiter=", "kv_delimiter=", "quote=", "escape=", "greedy=")),
            Map.entry("mv-apply", List.of("to typeof()", "limit", "with_itemindex=", "on")),
            Map.entry("partition", List.of("by", "hint.strategy=")),
            Map.entry(
                    "scan",
                    List.of("with_match_id=", "order by", "partition by", "declare", "with", "step", "output=")),
            Map.entry("top-nested", List.of("of", "by", "with others=", "asc", "desc")),
            Map.entry("top-hitters", List.of("of", "by")),
            Map.entry("reduce", List.of("by", "with", "threshold=", "characters=")),
            Map.entry("sample-distinct", List.of("of")),
            Map.entry("as", List.of("hint.materialized=")),
            Map.entry("render", List.of("with")),
            Map.entry("find", List.of("in", "where", "project", "withsource=")),
            Map.entry("search", List.of("in", "kind=")));

    /** Values of {@code kind=}, by the operator. */
    private static final Map<String, List<String>> KINDS = Map.of(
            "join",
            List.of(
                    "inner",
                    "innerunique",
                    "leftouter",
                    "rightouter",
                    "fullouter",
                    "leftsemi",
                    "rightsemi",
                    "leftanti",
                    "rightanti"),
            "lookup",
            List.of("leftouter", "inner"),
            "union",
            List.of("outer", "inner"),
            "parse",
            List.of("simple", "regex", "relaxed"),
            "parse-where",
            List.of("simple", "regex", "relaxed"),
            "search",
            List.of("case_sensitive", "case_insensitive"),
            "make-series",
            List.of("nonempty"));

    private static final List<String> CHARTS = List.of(
            "timechart",
            "barchart",
            "columnchart",
            "piechart",
            "linechart",
            "areachart",
            "scatterchart",
            "table",
            "card",
            "anomalychart",
            "ladderchart",
            "pivotchart",
            "plotly",
            "stackedareachart",
            "timepivot",
            "treemap",
            "graph");

    private final Place place;
    private final KqlSchema schema;
    private final List<Completion> proposals = new ArrayList<>();

    private Completer(Place place, KqlSchema schema) {
        this.place = place;
        this.schema = schema;
    }

    /** The proposals for the word that ends at the offset or begins there, the most special first. */
    public static List<Completion> complete(String text, int offset, KqlSchema schema) {
        int end = Math.clamp(offset, 0, text.length());
        Completer completer = new Completer(new Place(text, end, schema), schema);
        if (completer.place.isInText()) {
            return List.of();
        }
        int start = end;
        while (start > 0 && isWordPart(text.charAt(start - 1))) {
            start--;
        }
        String typed = text.substring(start, end).toLowerCase(Locale.ROOT);
        completer.propose();
        return completer.proposals.stream()
                .filter(proposal -> proposal.label().toLowerCase(Locale.ROOT).contains(typed))
                .sorted(Comparator.comparing(
                        proposal -> !proposal.label().toLowerCase(Locale.ROOT).startsWith(typed)))
                .distinct()
                .toList();
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void propose() {
        List<Token> words = place.before();
        int start = place.operatorStart();
        int last = words.isEmpty() ? KqlLexer.SEMICOLON : words.getLast().getType();
        if (last == KqlLexer.PIPE) {
            OperatorHelp.all().entrySet().stream()
                    .filter(entry ->
                            !entry.getKey().equals("print") && !entry.getKey().equals("range"))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> add(entry.getKey(), Kind.OPERATOR, entry.getValue()));
            return;
        }
        boolean inPipe = start > 0 && words.get(start - 1).getType() == KqlLexer.PIPE;
        if (!inPipe || isTablePlace(words, start)) {
            sources(last == KqlLexer.SEMICOLON);
            if (!inPipe && start < words.size()) {
                expressions(false);
            }
            if (inPipe) {
                keywords(words.get(start).getText());
            }
            return;
        }
        String operator = words.get(start).getText();
        if (last == KqlLexer.ASSIGN
                && words.size() > 1
                && words.get(words.size() - 2).getText().equals("kind")) {
            KINDS.getOrDefault(operator, List.of()).forEach(kind -> add(kind, Kind.VALUE, "kind of " + operator));
            return;
        }
        switch (operator) {
            case "render" -> render(words.subList(start, words.size()));
            case "evaluate" -> functions(FunctionKind.PLUGIN, Kind.PLUGIN);
            default -> {
                place.columns().forEach(column -> add(column.name(), Kind.COLUMN, column.typeName()));
                keywords(operator);
                expressions(operator.equals("summarize") || operator.equals("make-series"));
            }
        }
        keywords(operator);
    }

    private void render(List<Token> words) {
        boolean properties = words.stream().anyMatch(word -> word.getType() == KqlLexer.OPEN_PARENTHESIS);
        if (properties) {
            Visualization.PROPERTIES.forEach(property -> add(property + "=", Kind.KEYWORD, "property of the chart"));
            place.columns().forEach(column -> add(column.name(), Kind.COLUMN, column.typeName()));
        } else {
            CHARTS.forEach(chart -> add(chart, Kind.VALUE, "how the result is drawn"));
        }
    }

    /** The operators between a text and what is sought in it, with their negations and the forms that mind case. */
    private static List<String> conditions() {
        List<String> words = new ArrayList<>(List.of("and", "or", "has", "has_any", "has_all", "contains"));
        for (String operator : List.of("startswith", "endswith", "hasprefix", "hassuffix", "has", "contains")) {
            Stream.of(operator, "!" + operator, operator + "_cs", "!" + operator + "_cs")
                    .filter(word -> !words.contains(word))
                    .forEach(words::add);
        }
        words.addAll(List.of("in", "in~", "!in", "!in~", "between", "!between", "matches regex", "=~", "!~"));
        return List.copyOf(words);
    }

    private static boolean isTablePlace(List<Token> words, int start) {
        String operator = start < words.size() ? words.get(start).getText() : "";
        int last = words.getLast().getType();
        boolean takesTable = operator.equals("join") || operator.equals("lookup") || operator.equals("union");
        boolean onClause = words.subList(start, words.size()).stream().anyMatch(word -> word.getType() == KqlLexer.ON);
        return takesTable && !onClause && last != KqlLexer.ASSIGN;
    }

    private void sources(boolean statement) {
        place.variables().forEach(name -> add(name, Kind.VARIABLE, "defined by let"));
        schema.tables()
                .tables()
                .forEach(table -> add(
                        table.name(),
                        Kind.TABLE,
                        "%d columns".formatted(table.columns().size())));
        SOURCES.forEach(
                source -> add(source, Kind.KEYWORD, OperatorHelp.of(source).orElse("")));
        if (statement) {
            add("let", Kind.KEYWORD, "gives an expression a name");
            add("set", Kind.KEYWORD, "a property of the request");
        }
    }

    private void expressions(boolean aggregates) {
        place.variables().forEach(name -> add(name, Kind.VARIABLE, "defined by let"));
        if (aggregates) {
            functions(FunctionKind.AGGREGATE, Kind.AGGREGATE);
        }
        functions(FunctionKind.SCALAR, Kind.FUNCTION);
        functions(FunctionKind.WINDOW, Kind.FUNCTION);
        CONDITIONS.forEach(word -> add(word, Kind.KEYWORD, ""));
    }

    private void keywords(String operator) {
        KEYWORDS.getOrDefault(operator, List.of()).forEach(word -> add(word, Kind.KEYWORD, "of " + operator));
    }

    private void functions(FunctionKind kind, Kind shown) {
        for (FunctionDeclaration function : FunctionCatalogue.standard().all(kind)) {
            if (!function.deprecated()
                    && (kind == FunctionKind.PLUGIN || schema.functions().supports(function))) {
                add(function.name(), shown, Signatures.of(function) + " – " + function.documentation());
            }
        }
    }

    private void add(String label, Kind kind, String detail) {
        proposals.add(new Completion(label, kind, detail));
    }
}
