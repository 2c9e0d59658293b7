package dev.halcyon.cli;

import dev.halcyon.cli.client.QueryAnswer;
import dev.halcyon.cli.client.ResultColumn;
import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.cli.output.AnswerWriter;
import dev.halcyon.cli.output.OutputFormat;
import dev.halcyon.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A command whose work lies in the commands below it: {@code halcyon app}, {@code role}, {@code table}, {@code function}. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND")
abstract class CommandGroup implements Runnable {
    final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    CommandGroup(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Without a word, the help. */
    @Override
    public final void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Prints what there is, in the form that was asked for; ids are copied from it, so nothing is cut. */
    final int list(String name, List<String> headings, Stream<List<String>> rows, OutputFormat output) {
        List<ResultColumn> columns = headings.stream()
                .map(heading -> new ResultColumn(heading, "string"))
                .toList();
        List<List<JsonNode>> cells = rows.map(row -> row.stream()
                        .<JsonNode>map(JsonNodeFactory.instance::stringNode)
                        .toList())
                .toList();
        ResultTable table = new ResultTable(name, columns, cells);
        new AnswerWriter(terminal.unbounded(), Integer.MAX_VALUE)
                .write(new QueryAnswer(List.of(table), Optional.empty(), List.of(), Optional.empty()), output);
        return ExitCode.SUCCESS;
    }
}
