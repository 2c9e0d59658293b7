package dev.halcyon.kql.syntax.print;

import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;

/**
 * Writes a syntax tree as KQL. The law: {@code parse(print(tree))} equals the tree but for the spans. It holds for trees
 * that came from a text; a tree made by hand needs its {@link dev.halcyon.kql.syntax.ParenthesizedExpression}s, since
 * the printer adds no parentheses.
 */
public final class SyntaxPrinter {
    private SyntaxPrinter() {}

    /** The whole request, statements separated by semicolons. */
    public static String print(Query query) {
        PrintBuffer out = new PrintBuffer();
        new StatementPrinter(out).statements(query.statements());
        return out.toString();
    }

    /** One statement, without semicolon. */
    public static String print(Statement statement) {
        PrintBuffer out = new PrintBuffer();
        new StatementPrinter(out).statement(statement);
        return out.toString();
    }

    /** One expression, scalar or tabular. */
    public static String print(SyntaxExpression expression) {
        PrintBuffer out = new PrintBuffer();
        new StatementPrinter(out).expressions().expression(expression);
        return out.toString();
    }

    /** One operator, without the bar before it. */
    public static String print(QueryOperator operator) {
        PrintBuffer out = new PrintBuffer();
        new StatementPrinter(out).expressions().operators().operator(operator);
        return out.toString();
    }
}
