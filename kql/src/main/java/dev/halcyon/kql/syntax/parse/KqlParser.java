package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
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
        SourceSpan command = CommandTokens.leadingCommand(text);
        if (command != null) {
            String word = SyntaxError.shortened(command.textIn(text));
            throw SyntaxError.MANAGEMENT_COMMAND.exception(
                    command,
                    "'" + word + "' is a management command; management commands cannot be run as queries",
                    "a query begins with a table name, let, print or another source");
        }
        return parse(text, new SourceSpan(0, text.length()));
    }

    /** Reads a part of a text as a whole request; places are those in the text. */
    static Query parse(String text, SourceSpan part) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        return query(text, statements(text, part, diagnostics), diagnostics);
    }

    /**
     * Reads a part of a text that begins with a bar, or with the operator behind it: operators over the rows of a name
     * that is not written.
     */
    static Query parseTail(String text, SourceSpan part, String source) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<TokenReader.StatementTokens> statements = new ArrayList<>(statements(text, part, diagnostics));
        TokenReader.StatementTokens first = statements.getFirst();
        List<Token> tokens = new ArrayList<>();
        tokens.add(unwritten(KqlLexer.IDENTIFIER, source, part));
        if (first.tokens().getFirst().getType() != KqlLexer.PIPE) {
            tokens.add(unwritten(KqlLexer.PIPE, "|", part));
        }
        tokens.addAll(first.tokens());
        statements.set(0, new TokenReader.StatementTokens(List.copyOf(tokens), first.unbalanced()));
        return query(text, statements, diagnostics);
    }

    /** Reads a part of a text as parameters and body of a function. */
    static FunctionDeclaration parseFunction(String text, SourceSpan part) {
        List<TokenReader.StatementTokens> statements = statements(text, part, new ArrayList<>());
        TokenReader.StatementTokens tokens = statements.getFirst();
        StatementBuilder builder = new StatementBuilder(new TreeContext(text));
        return builder.function(tree(tokens, KqlGrammar::wholeFunction).functionDeclaration());
    }

    private static Token unwritten(int type, String text, SourceSpan before) {
        CommonToken token = new CommonToken(type, text);
        token.setStartIndex(before.start());
        token.setStopIndex(before.start() - 1);
        return token;
    }

    private static List<TokenReader.StatementTokens> statements(
            String text, SourceSpan part, List<Diagnostic> diagnostics) {
        List<TokenReader.StatementTokens> statements = new TokenReader(text, part, diagnostics).statements();
        if (!diagnostics.isEmpty()) {
            throw new KqlException(diagnostics);
        }
        if (statements.isEmpty()) {
            throw SyntaxError.EMPTY_QUERY.exception(part, "the query is empty", "write a table name, or print 1");
        }
        return statements;
    }

    private static Query query(
            String text, List<TokenReader.StatementTokens> statementTokens, List<Diagnostic> diagnostics) {
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
        return new StatementBuilder(new TreeContext(text))
                .statement(tree(tokens, KqlGrammar::wholeStatement).statement());
    }

    private static <T> T tree(TokenReader.StatementTokens tokens, Function<KqlGrammar, T> rule) {
        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(tokens.tokens()));
        KqlGrammar parser = new KqlGrammar(stream);
        parser.removeErrorListeners();
        // SLL is faster and gives the same tree where it succeeds; the full method decides what it cannot, and reports.
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException undecided) {
            stream.seek(0);
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            parser.setErrorHandler(new ReportingErrorStrategy(tokens));
            return rule.apply(parser);
        }
    }
}
