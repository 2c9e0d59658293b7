package dev.halcyon.analytics.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values counted in one reading are those that a second reading of the lines finds. */
class TemplateParametersTest {

    private static final double SIMILARITY = 0.6;
    private static final int SHOWN = 50;

    private static final String[] PIECES = {
        "2024-05-17 10:11:12,345",
        "17/May/2024:10:11:12 +0000",
        "May 17 10:11:12",
        "4-Dec-05",
        "31 Mar 20",
        "12:34",
        "10.1.2.3:80",
        "fe80::1ff:fe23:4567:890a",
        "dead:beef::1",
        "0b5e8c1c-7a33-4f7e-9f3c-2d0f7a4c9e11",
        "http://a.b/c?d=1",
        "C:\\x\\y5",
        "/var/log/a.log",
        "and/or",
        "ann@example.org",
        "17",
        "-4.25e",
        "17ms",
        "0x7fff",
        "deadbeef01",
        "x9k2p7q1",
        "blk_-160",
        "node17",
        "1,234",
        "80%",
        "\"a  b\"",
        "\"a \t b\"",
        "\"5 x\"",
        "\"====\"",
        "\"======\"",
        "'q 5'",
        "don't",
        "\"open",
        "======",
        "name=ann",
        "state: UP",
        "(x)",
        "[1]",
        "opened",
        "closed",
        "for",
        "user",
        "\u00e9\u6f225",
        "\"\u6f22  5\"",
        "\u6f22\u5b57",
        "\uD83D\uDE00",
        "\uD83D5",
        "`",
        "--",
        ";"
    };

    @Test
    void oneReadingFindsWhatASecondWould() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            boolean masking = random.nextInt(6) > 0;
            List<String> lines = lines(random, 1 + random.nextInt(60));
            if (run == 0) {
                for (int many = 0; many < ValueCounts.MOST + 1; many++) {
                    lines.add("took " + many + "ms, name " + many % ValueCounts.MOST);
                }
            }
            int parts = 1 + random.nextInt(3);
            List<LogForms> forms = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                forms.add(new LogForms(masking, bytes -> {}, BlockStore.inMemory(bytes -> {})));
            }
            for (int line = 0; line < lines.size(); line++) {
                forms.get(line % parts).add(lines.get(line));
            }
            forms.stream().skip(1).forEach(forms.getFirst()::addAll);
            LogTemplates templates = LogTemplates.of(forms.getFirst(), SIMILARITY, 1, TemplateParametersTest::nothing);
            TemplateParameters parameters =
                    TemplateParameters.of(templates, SHOWN, bytes -> {}, TemplateParametersTest::nothing);
            List<List<Map<String, Long>>> expected = secondReading(templates, masking, lines);
            for (int number = 0; number < expected.size(); number++) {
                assertSame(parameters.of(number), expected.get(number), "seed %d, run %d".formatted(seed, run));
            }
        }
    }

    private static void assertSame(List<ValueCounts> found, List<Map<String, Long>> expected, String where) {
        assertThat(found).as(where).hasSameSizeAs(expected);
        for (int parameter = 0; parameter < found.size(); parameter++) {
            Map<String, Long> values = expected.get(parameter);
            assertThat(found.get(parameter).isTooMany()).as(where).isEqualTo(values.size() > ValueCounts.MOST);
            if (values.size() <= ValueCounts.MOST) {
                assertThat(found.get(parameter).distinct()).as(where).isEqualTo(values.size());
                assertThat(found.get(parameter).top(Integer.MAX_VALUE))
                        .as(where)
                        .isEqualTo(sorted(values));
            }
        }
    }

    private static List<ValueCounts.ValueCount> sorted(Map<String, Long> values) {
        return values.entrySet().stream()
                .map(each -> new ValueCounts.ValueCount(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(ValueCounts.ValueCount::count)
                        .reversed()
                        .thenComparing(ValueCounts.ValueCount::value))
                .toList();
    }

    /** Scans every line again, now that its template is known. */
    private static List<List<Map<String, Long>>> secondReading(
            LogTemplates templates, boolean masking, List<String> lines) {
        List<List<Map<String, Long>>> counts = new ArrayList<>();
        for (LogTemplate template :
                templates.all().subList(0, Math.min(SHOWN, templates.all().size()))) {
            List<Map<String, Long>> ofTemplate = new ArrayList<>();
            template.parameters().forEach(parameter -> ofTemplate.add(new HashMap<>()));
            counts.add(ofTemplate);
        }
        LogTemplates.Reader reader = templates.reader();
        LineScanner scanner = new LineScanner(masking);
        for (String line : lines) {
            int number = reader.template(line);
            assertThat(number).isNotNegative();
            if (number < counts.size()) {
                scanner.scan(line);
                addLine(scanner, templates.all().get(number), counts.get(number));
            }
        }
        return counts;
    }

    private static void addLine(LineScanner scanner, LogTemplate template, List<Map<String, Long>> counts) {
        for (int place = 0; place < scanner.tokens(); place++) {
            if (template.varies(place)) {
                String text = text(scanner, scanner.tokenFrom(place), scanner.tokenTo(place));
                boolean quoted = text.length() > 1
                        && (text.startsWith("\"") || text.startsWith("'"))
                        && text.endsWith(text.substring(0, 1));
                count(counts.get(template.firstParameter(place)), quoted ? text.substring(1, text.length() - 1) : text);
            }
        }
        int mask = 0;
        for (int value = 0; value < scanner.values(); value++) {
            int place = scanner.valueToken(value);
            int parameter = template.firstParameter(place);
            for (; mask < scanner.valueMasks(value); mask++) {
                if (!template.varies(place)) {
                    count(counts.get(parameter++), text(scanner, scanner.maskFrom(mask), scanner.maskTo(mask)));
                }
            }
        }
    }

    private static String text(LineScanner scanner, int from, int to) {
        return new String(scanner.line(), from, to - from);
    }

    private static void count(Map<String, Long> counts, String value) {
        counts.merge(value.substring(0, Math.min(200, value.length())), 1L, Long::sum);
    }

    private static List<String> lines(Random random, int count) {
        String[][] statements = new String[1 + random.nextInt(4)][];
        for (int statement = 0; statement < statements.length; statement++) {
            statements[statement] = new String[1 + random.nextInt(9)];
            for (int piece = 0; piece < statements[statement].length; piece++) {
                statements[statement][piece] = piece(random);
            }
        }
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            StringBuilder line = new StringBuilder();
            for (String piece : statements[random.nextInt(statements.length)]) {
                String digit = String.valueOf(random.nextInt(10));
                line.append(random.nextInt(4) == 0 ? piece(random) : piece.replace("1", digit));
                line.append(" \t:=-,  ".charAt(random.nextInt(8)));
            }
            if (random.nextInt(200) == 0) {
                line.append((piece(random) + ' ').repeat(random.nextInt(900)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String piece(Random random) {
        return PIECES[random.nextInt(PIECES.length)];
    }

    @Test
    void withoutKeptValuesThereAreNone() {
        LogForms forms = new LogForms(true, bytes -> {});
        forms.add("a 1");
        LogTemplates templates = LogTemplates.of(forms, SIMILARITY, 1, TemplateParametersTest::nothing);
        assertThatThrownBy(() -> TemplateParameters.of(templates, SHOWN, bytes -> {}, TemplateParametersTest::nothing))
                .isInstanceOf(IllegalArgumentException.class);
        LogForms keeping = new LogForms(true, bytes -> {}, BlockStore.inMemory(bytes -> {}));
        assertThatThrownBy(() -> keeping.addAll(forms)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void formsAreSortedByCountThenText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            Map<String, MaskedForm> forms = new HashMap<>();
            for (int form = random.nextInt(200); form > 0; form--) {
                String text = "ab\u6f22".substring(0, 1 + random.nextInt(3)).repeat(random.nextInt(6))
                        + "xyz".substring(random.nextInt(3));
                forms.putIfAbsent(text, new MaskedForm(text.toCharArray(), 0, 1 + random.nextInt(2), text));
            }
            List<MaskedForm> unsorted = new ArrayList<>(forms.values());
            List<MaskedForm> expected = new ArrayList<>(unsorted);
            expected.sort(Comparator.comparingLong(MaskedForm::count).reversed().thenComparing(MaskedForm::sample));
            assertThat(FormOrder.sorted(unsorted)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /** The work is never stopped. */
    private static void nothing() {}
}
