package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.mining.ClosedPatterns;
import dev.halcyon.analytics.mining.CodedTable;
import dev.halcyon.analytics.mining.CodedTableBuilder;
import dev.halcyon.analytics.mining.DifferencePatterns;
import dev.halcyon.analytics.mining.Pattern;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.kql.plan.TextDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Texts as rows of words, one column for each place; patterns of columns become patterns of words. */
final class TextDifferenceProcedure implements TableProcedure {

    private static final String VARYING = "*";

    /** Stands in the places behind the last word; no word is empty. */
    private static final String END = "";

    private final TextDifference difference;

    TextDifferenceProcedure(TextDifference difference) {
        this.difference = difference;
    }

    /** A pattern and its measures. */
    private record Measured(Pattern pattern, double percentTrue, double percentFalse) {
        double difference() {
            return percentTrue - percentFalse;
        }
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        int width = difference.mostWords() + 1;
        List<ObjectCodeBook> books = new ArrayList<>();
        for (int place = 0; place < width; place++) {
            books.add(new ObjectCodeBook());
        }
        List<List<String>> words = new ArrayList<>();
        CodedTable table = read(inputs.open(0), books, guard).build(difference.threshold(), (place, codes) -> {
            int[] ordered = books.get(place).ordered(codes);
            words.add(Arrays.stream(ordered)
                    .mapToObj(code ->
                            (String) Objects.requireNonNull(books.get(place).value(code)))
                    .toList());
            return ordered;
        });
        List<Measured> measured = new ArrayList<>();
        for (Pattern pattern : search(table, guard)) {
            if (fixedWords(pattern, words) >= Math.max(1, difference.fewestWords())) {
                measured.add(new Measured(
                        pattern,
                        100.0 * pattern.weight() / table.total(),
                        100.0 * pattern.otherWeight() / table.otherTotal()));
            }
        }
        measured.sort(Comparator.comparing((Measured each) -> each.difference() < 0)
                .thenComparing(Comparator.comparingDouble((Measured each) -> Math.abs(each.difference()))
                        .reversed()));
        for (Measured each : measured) {
            output.add(
                    each.pattern.weight(),
                    each.pattern.otherWeight(),
                    Math.round(each.percentTrue * 100) / 100.0,
                    Math.round(each.percentFalse * 100) / 100.0,
                    text(each.pattern, words));
        }
    }

    private List<Pattern> search(CodedTable table, ComputationGuard guard) {
        try {
            return DifferencePatterns.of(table, difference.threshold(), Integer.MAX_VALUE, guard::step);
        } catch (ClosedPatterns.TooManyPatterns e) {
            throw new QueryFailure("diffpatterns_text() finds more than %d patterns; raise the threshold"
                    .formatted(ClosedPatterns.MOST));
        }
    }

    private CodedTableBuilder read(RowReader row, List<ObjectCodeBook> books, ComputationGuard guard) {
        CodedTableBuilder builder = new CodedTableBuilder(books.size(), guard::reserve);
        int[] codes = new int[books.size()];
        while (row.next()) {
            guard.step();
            List<String> words = words(row.getString(0));
            for (int place = 0; place < codes.length; place++) {
                boolean beyond = place == difference.mostWords();
                String word = place >= words.size() ? END : beyond ? VARYING : words.get(place);
                codes[place] = books.get(place).code(word, guard);
            }
            builder.add(codes, 1, row.isNull(1) || !row.getBoolean(1));
        }
        return builder;
    }

    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int index = 0;
        while (index < text.length() && words.size() <= difference.mostWords()) {
            int start = index;
            while (index < text.length() && !Character.isWhitespace(text.charAt(index))) {
                index++;
            }
            if (index > start) {
                words.add(text.substring(start, index));
            }
            index++;
        }
        return words;
    }

    private int fixedWords(Pattern pattern, List<List<String>> words) {
        int fixed = 0;
        for (int place = 0; place < difference.mostWords(); place++) {
            int code = pattern.codes()[place];
            fixed += code != Pattern.ANY && !END.equals(words.get(place).get(code)) ? 1 : 0;
        }
        return fixed;
    }

    /** The words up to the end where that is fixed, else up to the last fixed word and one star. */
    private String text(Pattern pattern, List<List<String>> words) {
        List<String> parts = new ArrayList<>();
        int last = -1;
        boolean ends = false;
        for (int place = 0; place < pattern.codes().length && !ends; place++) {
            int code = pattern.codes()[place];
            String word = code == Pattern.ANY ? VARYING : words.get(place).get(code);
            ends = word.equals(END);
            if (!ends) {
                parts.add(word);
                last = word.equals(VARYING) ? last : place;
            }
        }
        if (!ends && last + 1 < parts.size()) {
            parts = new ArrayList<>(parts.subList(0, last + 1));
            parts.add(VARYING);
        }
        return String.join(" ", parts);
    }
}
