package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.SyntaxNode;
import java.util.List;

/** What a command takes in: what stands behind {@code <|}. */
public sealed interface CommandInput extends SyntaxNode {

    /**
     * The rows of a query, or a scalar expression where the command asks for one.
     *
     * @param query the query
     * @param span where the text stands
     */
    record OfQuery(Query query, SourceSpan span) implements CommandInput {}

    /**
     * The rows of another command.
     *
     * @param command the command, with the query over its result
     * @param span where the text stands
     */
    record OfCommand(ManagementCommand command, SourceSpan span) implements CommandInput {}

    /**
     * The commands that {@code .execute database script} runs.
     *
     * @param script the commands
     * @param span where the text stands
     */
    record OfScript(CommandScript script, SourceSpan span) implements CommandInput {}

    /**
     * Operators over the table that the command names, as {@code .purge} has them.
     *
     * @param operators in travel order, at least one
     * @param span where the text stands
     */
    record OfOperators(List<QueryOperator> operators, SourceSpan span) implements CommandInput {
        public OfOperators {
            operators = List.copyOf(operators);
        }
    }

    /**
     * Rows in the text itself, as {@code .ingest inline} has them, behind {@code <|} or in brackets.
     *
     * @param text the lines as written; their format is a property of the command
     * @param span where the text stands
     */
    record OfText(String text, SourceSpan span) implements CommandInput {}
}
