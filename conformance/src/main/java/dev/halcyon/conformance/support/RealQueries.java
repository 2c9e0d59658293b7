package dev.halcyon.conformance.support;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.kql.BoundQuery;
import dev.halcyon.kql.Kql;
import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Binds the published queries of the conformance corpus and compares the result columns with the recorded ones. */
public final class RealQueries {
    private static final int MOST_RECORDED = 400;
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * The answer to one query.
     *
     * @param id its id in the corpus
     * @param error why it does not bind; empty when it does
     * @param difference how its columns differ from the recorded ones; empty when they are equal or none are recorded
     */
    public record Answer(String id, Optional<String> error, Optional<String> difference) {
        /** True when it binds. */
        public boolean binds() {
            return error.isEmpty();
        }

        /** True when it binds to the recorded columns: names, types, order. */
        public boolean equal() {
            return error.isEmpty() && difference.isEmpty();
        }
    }

    private RealQueries() {}

    /** Prints the shares and every query that fails or differs; the argument is the corpus folder. */
    public static void main(String[] arguments) throws IOException {
        List<Answer> answers = run(Path.of(arguments[0]));
        for (Answer answer : answers) {
            answer.error().ifPresent(error -> System.out.println(answer.id() + "  error: " + error));
            answer.difference().ifPresent(difference -> System.out.println(answer.id() + "  differs: " + difference));
        }
        System.out.println(summary(answers));
    }

    /** The shares in one line. */
    public static String summary(List<Answer> answers) {
        long binds = answers.stream().filter(Answer::binds).count();
        long equal = answers.stream().filter(Answer::equal).count();
        return "real queries: %d, %.2f %% bind, %.2f %% with equal columns"
                .formatted(answers.size(), 100.0 * binds / answers.size(), 100.0 * equal / answers.size());
    }

    /** Binds every query of the folder's {@code real-queries.jsonl} against its {@code real-schemas.json}. */
    public static List<Answer> run(Path corpus) throws IOException {
        KqlSchema schema = schema(corpus.resolve("real-schemas.json"));
        List<Answer> answers = new ArrayList<>();
        for (String line : Files.readAllLines(corpus.resolve("real-queries.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            answers.add(answer(
                    node.path("id").asString(),
                    Kql.bind(node.path("query").asString(), schema),
                    node.path("result_columns")));
        }
        return answers;
    }

    private static KqlSchema schema(Path file) throws IOException {
        List<TableSchema> tables = new ArrayList<>();
        for (Map.Entry<String, JsonNode> table :
                JSON.readTree(Files.readString(file)).properties()) {
            List<Column> columns = new ArrayList<>();
            table.getValue()
                    .forEach(column -> columns.add(new Column(
                            column.path(0).asString(), type(column.path(1).asString()))));
            tables.add(new TableSchema(table.getKey(), columns, Set.of()));
        }
        return KqlSchema.of(tables).ofWorkspace().withFunctions(DuckDbEngine.supportedFunctions());
    }

    private static ScalarType type(String name) {
        return Arrays.stream(ScalarType.values())
                .filter(type -> type.kqlName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown type " + name));
    }

    private static Answer answer(String id, BoundQuery bound, JsonNode recorded) {
        if (!bound.ok()) {
            return new Answer(id, Optional.of(bound.errors().getFirst().message()), Optional.empty());
        }
        if (recorded.isNull()) {
            return new Answer(id, Optional.empty(), Optional.empty());
        }
        List<String> expected = new ArrayList<>();
        recorded.forEach(column ->
                expected.add(column.path(0).asString() + ":" + column.path(1).asString()));
        List<String> actual = bound.columns().stream()
                .map(column -> column.name() + ":" + column.typeName())
                // The corpus records no more columns of a result.
                .limit(MOST_RECORDED)
                .toList();
        return new Answer(
                id, Optional.empty(), actual.equals(expected) ? Optional.empty() : Optional.of(text(expected, actual)));
    }

    private static String text(List<String> expected, List<String> actual) {
        List<String> missing =
                expected.stream().filter(column -> !actual.contains(column)).toList();
        List<String> surplus =
                actual.stream().filter(column -> !expected.contains(column)).toList();
        return missing.isEmpty() && surplus.isEmpty()
                ? "the order of the columns"
                : "recorded %s, ours %s".formatted(few(missing), few(surplus));
    }

    private static String few(List<String> columns) {
        return columns.size() <= 4
                ? columns.toString()
                : columns.subList(0, 4) + " and " + (columns.size() - 4) + " more";
    }
}
