package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads the text of a request (sections 1, 2 and 9 to 15 of the language rules). */
public final class KqlParser {
    /** Reading ends after this many findings. */
    static final int MOST_DIAGNOSTICS = 100;

    private KqlParser() {}

    /**
     * Reads a whole request.
     *
     * @return its statements, at least one
     * @throws KqlException with one finding for each faulty word and, when all words are sound, for each faulty
     *     statement, up to a hundred
     */
    public static Query parse(String text) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<TokenReader.StatementTokens> statementTokens = new TokenReader(text, diagnostics).statements();
        if (!diagnostics.isEmpty()) {
            throw new KqlException(diagnostics);
        }
        if (statementTokens.isEmpty()) {
            throw SyntaxError.EMPTY_QUERY.exception(
                    new SourceSpan(0, text.length()), "the query is empty", "write a table name, or print 1");
        }
        List<Statement> statements = new ArrayList<>(statementTokens.size());
        for (TokenReader.StatementTokens tokens : statementTokens) {
            try {
                statements.add(statement(text, tokens));
            } catch (KqlException faulty) {
                diagnostics.addAll(faulty.diagnostics());
                if (diagnostics.size() >= MOST_DIAGNOSTICS) {
                    break;
                }
            }
        }
        if (!diagnostics.isEmpty()) {
            throw new KqlException(diagnostics);
        }
        return new Query(
                statements, statements.getFirst().span().to(statements.getLast().span()));
    }

    /**
     * Reads one expression, scalar or tabular.
     *
     * @throws KqlException when the text is anything else
     */
    public static SyntaxExpression parseExpression(String text) {
        Query query = parse(text);
        if (query.statements().size() == 1 && query.statements().getFirst() instanceof ExpressionStatement only) {
            return only.expression();
        }
        throw SyntaxError.UNEXPECTED_TOKEN.exception(query.span(), "expected one expression", null);
    }

    private static Statement statement(String text, TokenReader.StatementTokens tokens) {
        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(tokens.tokens()));
        KqlGrammar parser = new KqlGrammar(stream);
        parser.removeErrorListeners();
        // SLL is faster and gives the same tree where it succeeds; the full method decides what it cannot, and reports.
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        KqlGrammar.WholeStatementContext tree;
        try {
            tree = parser.wholeStatement();
        } catch (ParseCancellationException undecided) {
            stream.seek(0);
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            parser.setErrorHandler(new ReportingErrorStrategy(tokens));
            tree = parser.wholeStatement();
        }
        return new StatementBuilder(new TreeContext(text)).statement(tree.statement());
    }
}
