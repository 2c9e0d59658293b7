package dev.halcyon.analytics.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A coded table whose values are numbers, and its patterns in terms of these. */
final class MinedTable {

    private final CodedTableBuilder builder;
    private final List<int[]> values = new ArrayList<>();

    MinedTable(int width) {
        builder = new CodedTableBuilder(width, bytes -> {});
    }

    static MinedTable of(List<int[]> rows) {
        MinedTable table = new MinedTable(rows.getFirst().length);
        rows.forEach(row -> table.add(row, 1, false));
        return table;
    }

    void add(int[] row, double weight, boolean other) {
        builder.add(row, weight, other);
    }

    private CodedTable build(double share) {
        return builder.build(share, (column, codes) -> {
            int[] ordered = Arrays.stream(codes).sorted().toArray();
            values.add(ordered);
            return ordered;
        });
    }

    List<Mined> basket(double threshold, int dimensions) {
        CodedTable table = build(threshold);
        return mined(table, Basket.of(table, threshold, dimensions, MinedTable::nothing));
    }

    List<Mined> autocluster(double sizeWeight, int seeds) {
        CodedTable table = build(Autocluster.LEAST_ADDED);
        return mined(table, Autocluster.of(table, sizeWeight, seeds, MinedTable::nothing));
    }

    List<Mined> differences(double threshold, int dimensions) {
        CodedTable table = build(threshold);
        return mined(table, DifferencePatterns.of(table, threshold, dimensions, MinedTable::nothing));
    }

    private List<Mined> mined(CodedTable table, List<Pattern> patterns) {
        return patterns.stream()
                .map(pattern -> new Mined(
                        IntStream.range(0, values.size())
                                .map(column -> pattern.codes()[column] == Pattern.ANY
                                        ? Pattern.ANY
                                        : values.get(column)[pattern.codes()[column]])
                                .boxed()
                                .toList(),
                        table.inUnits(pattern.weight()),
                        table.inUnits(pattern.otherWeight())))
                .toList();
    }

    /** A pattern with its values and its weights as they were given. */
    record Mined(List<Integer> values, double weight, double otherWeight) {

        long fixed() {
            return values.stream().filter(value -> value != Pattern.ANY).count();
        }
    }

    /** The searches are never stopped. */
    private static void nothing() {}
}
