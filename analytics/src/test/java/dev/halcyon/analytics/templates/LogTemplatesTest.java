package dev.halcyon.analytics.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTemplatesTest {

    private static final double SIMILARITY = 0.6;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "took 17 of -4.25e | took <NUM> of <NUM>",
                "took 17ms, 80%, 1.5GiB | took <NUM>, <NUM>%, <NUM>",
                "peer 10.1.2.3:8080 up | peer <IP> up",
                "peer fe80::1ff:fe23:4567:890a up | peer <IP> up",
                "version 1.2.3.4.5 | version <NUM>",
                "at 2024-05-17T10:11:12.345Z ok | at <TIME> ok",
                "at 2024-05-17 10:11:12,345 ok | at <TIME> ok",
                "[17/May/2024:10:11:12 +0000] x | [<TIME>] x",
                "May 17 10:11:12 host su: x | <TIME> host su: x",
                "Sun Dec 04 04:47:44 2005 x | <TIME> x",
                "Sun, 04 Dec 2005 04:47:44 GMT | <TIME> GMT",
                "Mar was 3 | Mar was <NUM>",
                "id 0b5e8c1c-7a33-4f7e-9f3c-2d0f7a4c9e11 gone | id <GUID> gone",
                "at 0x7fff5fbff8c0 and deadbeef01 | at <HEX> and <HEX>",
                "read /var/log/a.log, C:\\x\\y.txt | read <PATH>, <PATH>",
                "see https://a.example/b?c=d&e=f. | see <URL>.",
                "mail ann@example.org | mail <EMAIL>",
                "blk_-16089996879 on node17 | blk_<*> on node<*>",
                "token x9k2p7q1 used | token <ID> used",
                "user=ann id=5 | user=ann id=<NUM>",
                "and/or don't | and/or don't",
                "said \"hello 5 times\" | said \"hello <NUM> times\"",
                "====== x | === x",
                "a   b\tc | a b c",
            })
    void aLineAlone(String line, String template) {
        assertThat(templates(List.of(line.strip())).all().getFirst().text()).isEqualTo(template.strip());
    }

    @Test
    void withoutPlaceholders() {
        LogForms forms = new LogForms(false, bytes -> {});
        forms.add("took 17ms from 10.0.0.1");
        assertThat(LogTemplates.of(forms, SIMILARITY, 1, LogTemplatesTest::nothing)
                        .all()
                        .getFirst()
                        .text())
                .isEqualTo("took 17ms from 10.0.0.1");
    }

    /** Statements with values: {@code %u} a name, {@code %n} a number, {@code %a} an address, {@code %q} a quoted text. */
    private static final String[] STATEMENTS = {
        "session opened for user %u by %u(uid=%n)",
        "session closed for user %u",
        "connection from %a port %n accepted",
        "connection from %a port %n refused",
        "cannot parse %q in request %n: %q",
        "worker %u finished in %nms",
        "cache miss",
    };

    private static List<String> lines(Random random, int count, List<Integer> truth) {
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            int statement = Math.min(random.nextInt(STATEMENTS.length), random.nextInt(STATEMENTS.length));
            truth.add(statement);
            StringBuilder line = new StringBuilder(STATEMENTS[statement]);
            for (int at = line.indexOf("%"); at >= 0; at = line.indexOf("%")) {
                line.replace(at, at + 2, value(line.charAt(at + 1), random));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String value(char kind, Random random) {
        return switch (kind) {
            case 'u' -> "" + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(26)) + "bert";
            case 'n' -> String.valueOf(random.nextInt(100_000));
            case 'a' -> "10.0." + random.nextInt(256) + '.' + random.nextInt(256);
            default -> random.nextBoolean() ? "\"a text of words\"" : "\"one\"";
        };
    }

    /** No two lines may be equal but for one word, so that only all of them together show what varies. */
    @Test
    void namesInManyPlacesHideNeitherTheTemplateNorTheWordThatTellsTwoApart() {
        Random random = new Random(31);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < 600; line++) {
            lines.add("Queue %s snapshot %s monitor, %s %s"
                    .formatted(
                            value('u', random),
                            value('u', random),
                            line % 5 < 2 ? "apply" : "transfer",
                            value('u', random)));
            lines.add("Shutdown wait: %s in %s [%s] %s"
                    .formatted(value('u', random), value('u', random), value('u', random), value('u', random)));
        }
        assertThat(templates(lines).all())
                .extracting(LogTemplate::text)
                .containsExactlyInAnyOrder(
                        "Queue <*> snapshot <*> monitor, apply <*>",
                        "Queue <*> snapshot <*> monitor, transfer <*>",
                        "Shutdown wait: <*> in <*> [<*>] <*>");
    }

    @Test
    void linesOfOneStatementAreOneTemplate() {
        long seed = System.nanoTime();
        List<Integer> truth = new ArrayList<>();
        List<String> lines = lines(new Random(seed), 5000, truth);
        LogTemplates templates = templates(lines);
        assertThat(templates.all()).as("seed %d", seed).hasSize(STATEMENTS.length);
        LogTemplates.Reader reader = templates.reader();
        int[] groups = new int[STATEMENTS.length];
        java.util.Arrays.fill(groups, -1);
        for (int line = 0; line < lines.size(); line++) {
            int statement = truth.get(line);
            int group = reader.template(lines.get(line));
            assertThat(groups[statement] < 0 || groups[statement] == group)
                    .as("seed %d, line %s", seed, lines.get(line))
                    .isTrue();
            groups[statement] = group;
        }
    }

    @Test
    void neitherTheOrderNorTheThreadsOfLinesMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 5; run++) {
            List<String> lines = lines(random, 400, new ArrayList<>());
            for (int more = 0; more < 100; more++) {
                lines.add(words(random));
            }
            List<String> shuffled = new ArrayList<>(lines);
            Collections.shuffle(shuffled, random);
            assertThat(rendered(shuffled, 1)).as("seed %d", seed).isEqualTo(rendered(lines, 1));
            assertThat(rendered(lines, 4)).as("seed %d", seed).isEqualTo(rendered(lines, 1));
        }
    }

    private static String words(Random random) {
        StringBuilder line = new StringBuilder();
        for (int words = random.nextInt(6); words >= 0; words--) {
            line.append("abc".charAt(random.nextInt(3)))
                    .append("xyz".charAt(random.nextInt(3)))
                    .append(' ');
        }
        return line.toString();
    }

    private static String rendered(List<String> lines, int parts) {
        List<LogForms> forms = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            LogForms ofPart = forms();
            for (int line = part; line < lines.size(); line += parts) {
                ofPart.add(lines.get(line));
            }
            forms.add(ofPart);
        }
        forms.stream().skip(1).forEach(forms.getFirst()::addAll);
        LogTemplates templates = LogTemplates.of(forms.getFirst(), SIMILARITY, 1, LogTemplatesTest::nothing);
        TemplateParameters parameters = parameters(templates);
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < templates.all().size(); number++) {
            LogTemplate template = templates.all().get(number);
            text.append(template.id() + ' ' + template.text() + ' ' + template.count() + ' ' + template.sample());
            parameters.of(number).forEach(each -> text.append(each.top(3)));
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void valuesOfPlaceholders() {
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < 30; index++) {
            lines.add("user %s said \"%s\" after %dms"
                    .formatted(index % 3 == 0 ? "ann" : "b" + index % 5, index % 2, index));
        }
        LogTemplates templates = templates(lines);
        TemplateParameters parameters = parameters(templates);
        assertThat(templates.all()).hasSize(1);
        assertThat(templates.all().getFirst().text()).isEqualTo("user <*> said \"<NUM>\" after <NUM>");
        assertThat(parameters.of(0).getFirst().top(1)).containsExactly(new ValueCounts.ValueCount("ann", 10));
        assertThat(parameters.of(0).get(1).top(2))
                .containsExactly(new ValueCounts.ValueCount("0", 15), new ValueCounts.ValueCount("1", 15));
        assertThat(parameters.of(0).get(2).distinct()).isEqualTo(30);
    }

    @Test
    void veryManyValuesAreNotListed() {
        LogForms forms = forms();
        int many = ValueCounts.MOST + 10;
        for (int index = 0; index < many; index++) {
            forms.add("n " + index);
        }
        LogTemplates templates = LogTemplates.of(forms, SIMILARITY, 1, LogTemplatesTest::nothing);
        TemplateParameters parameters = parameters(templates);
        assertThat(parameters.of(0).getFirst().isTooMany()).isTrue();
        assertThat(parameters.of(0).getFirst().top(5)).isEmpty();
    }

    @Test
    void noLineIsRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String pieces = "aZ09 \t\"'/\\:=.,-_@()[]{}<>%+T~é漢\uD83D\uDE00\u0000\u0004\u000bfx";
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < 20_000; index++) {
            StringBuilder line = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                line.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            lines.add(line.toString());
        }
        lines.add("x ".repeat(10_000));
        lines.add("1a".repeat(10_000));
        lines.add("\"" + "1 ".repeat(5000) + "\"");
        lines.add(UUID.randomUUID().toString().repeat(500));
        LogTemplates templates = templates(lines);
        assertThat(parameters(templates)).isNotNull();
        assertThat(templates.all().stream().mapToLong(LogTemplate::count).sum())
                .as("seed %d", seed)
                .isEqualTo(lines.size());
    }

    @Test
    void theWorkCanBeStopped() {
        LogForms forms = new LogForms(true, bytes -> {});
        forms.add("a");
        assertThatThrownBy(() -> LogTemplates.of(forms, SIMILARITY, 1, () -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
    }

    private static LogTemplates templates(List<String> lines) {
        LogForms forms = forms();
        lines.forEach(forms::add);
        return LogTemplates.of(forms, SIMILARITY, 1, LogTemplatesTest::nothing);
    }

    private static LogForms forms() {
        return new LogForms(true, bytes -> {}, BlockStore.inMemory(bytes -> {}));
    }

    private static TemplateParameters parameters(LogTemplates templates) {
        return TemplateParameters.of(templates, Integer.MAX_VALUE, bytes -> {}, LogTemplatesTest::nothing);
    }

    /** The work is never stopped. */
    private static void nothing() {}
}
