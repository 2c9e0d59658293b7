package dev.halcyon.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private static final Terminal TERMINAL = Terminal.plain(NOWHERE, NOWHERE, 80);

    private static TextTable table() {
        return new TextTable(
                TERMINAL,
                List.of(new TextTable.Heading("Name", false, false), new TextTable.Heading("Count", true, true)));
    }

    @Test
    void alignsTextLeftAndNumbersRight() {
        TextTable table = table();
        table.add(List.of("Perf", "7"));
        table.add(List.of("ContainerLog", "1234567"));
        assertThat(table.lines(80))
                .containsExactly(
                        "Name            Count",
                        "────────────  ───────",
                        "Perf                7",
                        "ContainerLog  1234567");
    }

    @Test
    void cutsTheWidestColumnFirstAndMarksTheCut() {
        TextTable table = table();
        table.add(List.of("a very long text that needs room", "42"));
        assertThat(table.lines(24))
                .allSatisfy(line -> assertThat(DisplayText.width(line)).isLessThanOrEqualTo(24))
                .last()
                .isEqualTo("a very long text…     42");
    }

    @Test
    void namesTheColumnsThatFindNoRoom() {
        TextTable table = new TextTable(
                TERMINAL,
                List.of(
                        new TextTable.Heading("FirstColumn", false, false),
                        new TextTable.Heading("SecondColumn", false, false),
                        new TextTable.Heading("ThirdColumn", false, false)));
        table.add(List.of("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"));
        assertThat(table.lines(20)).last().isEqualTo("…(1 more columns: T…");
        assertThat(table.lines(20).getFirst()).isEqualTo("FirstCol…  SecondCo…");
    }

    @Test
    void numbersAndIdsAreLeftOutBeforeTheyAreCut() {
        TextTable table = new TextTable(
                TERMINAL,
                List.of(
                        new TextTable.Heading("Id", false, true),
                        new TextTable.Heading("Text", false, false),
                        new TextTable.Heading("Count", true, true)));
        table.add(List.of("0123456789abcdef", "a text of some length", "12345678901234567890"));
        assertThat(table.lines(50)).last().isEqualTo("0123456789abcdef  a text of…  12345678901234567890");
        assertThat(table.lines(40).get(2)).isEqualTo("0123456789abcdef  a text of some length");
        assertThat(table.lines(40)).last().isEqualTo("…(1 more columns: Count)");
        assertThat(table.lines(10).get(2)).isEqualTo("0123456789abcdef");
    }

    @Test
    void withoutATerminalNothingIsCut() {
        TextTable table = table();
        String text = "long ".repeat(100).strip();
        table.add(List.of(text, "1"));
        table.add(List.of("short", "2"));
        assertThat(table.lines(TERMINAL.tableWidth()).get(2)).startsWith(text).endsWith("1");
        assertThat(table.lines(TERMINAL.tableWidth()).get(3))
                .hasSizeLessThan(220)
                .endsWith("2");
    }

    @Test
    void dataCannotSteerTheTerminal() {
        TextTable table = table();
        table.add(List.of("\u001b[2Jgone\nnext\u202Eright to left", "1"));
        assertThat(table.lines(80).get(2)).startsWith("\\u001b[2Jgone\\nnext\\u202eright to left");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(DisplayText.width("日本")).isEqualTo(4);
        assertThat(DisplayText.width("e\u0301")).isEqualTo(1);
        assertThat(DisplayText.cut("日本語", 5)).isEqualTo("日本…");
    }
}
