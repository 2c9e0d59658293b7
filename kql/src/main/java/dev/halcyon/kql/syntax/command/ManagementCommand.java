package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.SyntaxNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command: {@code .set-or-append T with (folder="x") <| query}, {@code .show tables | count}.
 *
 * @param verb the word behind the dot, such as show or create-or-alter
 * @param clauses what follows it, separated by commas; nearly always one
 * @param input what stands behind {@code <|}, null when there is none
 * @param continuation a query over the command's result, which it names {@link #RESULT}: what stands behind a bar or a semicolon; null when there is none
 * @param span where the text stands
 */
public record ManagementCommand(
        Name verb,
        List<CommandClause> clauses,
        @Nullable CommandInput input,
        @Nullable Query continuation,
        SourceSpan span)
        implements SyntaxNode {

    /** The name of a command's result in the query behind it. */
    public static final String RESULT = "$command_results";

    public ManagementCommand {
        clauses = List.copyOf(clauses);
    }
}
