package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.command.CommandClause;
import dev.halcyon.kql.syntax.command.CommandInput;
import dev.halcyon.kql.syntax.command.CommandPart;
import dev.halcyon.kql.syntax.command.CommandScript;
import dev.halcyon.kql.syntax.command.CommandWord;
import dev.halcyon.kql.syntax.command.ManagementCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads management commands: texts that begin with a dot. */
public final class CommandParser {

    /** Commands that take in commands that take in commands; the documented ones need two levels. */
    private static final int DEEPEST_INPUT = 10;

    private final String text;
    private final CommandTokens tokens;
    private final CommandPartReader parts;

    private CommandParser(String text) {
        this.text = text;
        this.tokens = new CommandTokens(text);
        this.parts = new CommandPartReader(text, tokens);
    }

    /** Whether a text begins as a management command, so that it is no query. */
    public static boolean isCommand(String text) {
        return CommandTokens.leadingCommand(text) != null;
    }

    /**
     * Reads one command.
     *
     * @throws KqlException with the first mistake
     */
    public static ManagementCommand parse(String text) {
        CommandScript script = parseScript(text);
        if (script.commands().size() > 1) {
            throw SyntaxError.UNEXPECTED_TOKEN.exception(
                    script.commands().get(1).span(),
                    "a second command stands behind the first",
                    "send one at a time, or put them behind .execute database script <|");
        }
        return script.commands().getFirst();
    }

    /**
     * Reads commands, each of which begins on a line of its own.
     *
     * @throws KqlException with the first mistake
     */
    public static CommandScript parseScript(String text) {
        return new CommandParser(text).script(0);
    }

    private CommandScript script(int depth) {
        List<ManagementCommand> commands = new ArrayList<>();
        while (commands.isEmpty() || tokens.peek().kind() != CommandTokens.Kind.END) {
            commands.add(command(depth));
        }
        return new CommandScript(
                commands, commands.getFirst().span().to(commands.getLast().span()));
    }

    private ManagementCommand command(int depth) {
        CommandTokens.Piece dot = tokens.take();
        if (depth > DEEPEST_INPUT) {
            throw SyntaxError.TOO_DEEP.exception(
                    dot.span(),
                    "commands are nested more than " + DEEPEST_INPUT + " deep",
                    "run the inner command by itself");
        }
        if (dot.kind() == CommandTokens.Kind.END) {
            throw SyntaxError.EMPTY_QUERY.exception(dot.span(), "the command is empty", "write .show tables");
        }
        if (dot.kind() != CommandTokens.Kind.COMMAND) {
            throw SyntaxError.UNKNOWN_COMMAND.exception(
                    dot.span(),
                    "expected a command but found " + CommandPartReader.describe(dot),
                    "a management command begins a line with a dot and a verb, such as .show tables");
        }
        Name verb = verb(dot);
        List<CommandClause> clauses = clauses(verb);
        CommandInput input = input(verb, clauses, depth);
        Query continuation = continuation();
        return new ManagementCommand(
                verb, clauses, input, continuation, withoutBlanks(dot.span().start(), tokens.position()));
    }

    private SourceSpan withoutBlanks(int start, int end) {
        int last = end;
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return new SourceSpan(start, last);
    }

    private Name verb(CommandTokens.Piece dot) {
        CommandTokens.Piece word = tokens.peek();
        boolean known = word.kind() == CommandTokens.Kind.WORD && CommandVocabulary.isVerb(word.text());
        if (!known || !tokens.isAdjacent()) {
            String near = word.kind() == CommandTokens.Kind.WORD ? CommandVocabulary.nearestVerb(word.text()) : null;
            throw SyntaxError.UNKNOWN_COMMAND.exception(
                    dot.span().to(word.span()),
                    "unknown management command '." + SyntaxError.shortened(word.text()) + "'",
                    near == null ? null : "did you mean '." + near + "'?");
        }
        Name verb = new Name(word.text(), word.span());
        tokens.take();
        return verb;
    }

    private List<CommandClause> clauses(Name verb) {
        List<CommandClause> clauses = parts.clauses(verb.text());
        if (clauses.isEmpty()) {
            throw SyntaxError.UNEXPECTED_TOKEN.exception(
                    verb.span(),
                    "expected what to " + verb.text() + " but found " + CommandPartReader.describe(tokens.peek()),
                    null);
        }
        checkObject(verb, clauses.getFirst().parts());
        return clauses;
    }

    private void checkObject(Name verb, List<CommandPart> words) {
        for (CommandPart part : words) {
            if (part instanceof CommandWord word && CommandVocabulary.standsBetween(word.text())) {
                continue;
            }
            if (part instanceof CommandWord word && !CommandVocabulary.takes(verb.text(), word.text())) {
                String near = CommandVocabulary.nearestObject(verb.text(), word.text());
                throw SyntaxError.UNKNOWN_COMMAND.exception(
                        word.span(),
                        "unknown management command '." + verb.text() + " " + SyntaxError.shortened(word.text()) + "'",
                        near == null ? null : "did you mean '." + verb.text() + " " + near + "'?");
            }
            if (!(part instanceof CommandWord) && !CommandVocabulary.takesAnyName(verb.text())) {
                throw SyntaxError.UNKNOWN_COMMAND.exception(
                        part.span(),
                        "'." + verb.text() + "' needs a word that says what, such as database or table",
                        null);
            }
            return;
        }
    }

    private @Nullable CommandInput input(Name verb, List<CommandClause> clauses, int depth) {
        CommandTokens.Piece sign = tokens.peek();
        boolean inline = verb.text().equals("ingest") && has(clauses, "inline");
        if (inline && sign.is("[")) {
            return bracketedText(sign);
        }
        if (sign.kind() != CommandTokens.Kind.INPUT) {
            return null;
        }
        tokens.take();
        if (inline) {
            return inlineText();
        }
        CommandTokens.Piece first = firstOfInput(sign);
        if (verb.text().equals("execute") && has(clauses, "script")) {
            CommandScript script = script(depth + 1);
            return new CommandInput.OfScript(script, script.span());
        }
        if (first.kind() == CommandTokens.Kind.COMMAND) {
            ManagementCommand command = command(depth + 1);
            return new CommandInput.OfCommand(command, command.span());
        }
        SourceSpan part = queryPart(first.span().start());
        if (verb.text().equals("purge")) {
            Query query = KqlParser.parseTail(text, part, ManagementCommand.RESULT);
            if (query.statements().size() == 1
                    && query.statements().getFirst() instanceof ExpressionStatement only
                    && only.expression() instanceof PipeExpression pipe) {
                return new CommandInput.OfOperators(pipe.operators(), part);
            }
            throw SyntaxError.UNEXPECTED_TOKEN.exception(part, "expected a condition: where …", null);
        }
        return new CommandInput.OfQuery(KqlParser.parse(text, part), part);
    }

    /** A dot behind {@code <|} begins a command wherever it stands. */
    private CommandTokens.Piece firstOfInput(CommandTokens.Piece sign) {
        CommandTokens.Piece first = tokens.peek();
        if (first.is(".")) {
            first = tokens.asCommand();
        }
        if (first.kind() == CommandTokens.Kind.END) {
            throw SyntaxError.UNEXPECTED_TOKEN.exception(
                    sign.span(), "expected a query behind '<|' but found the end of the text", null);
        }
        return first;
    }

    private CommandInput inlineText() {
        int start = tokens.position();
        String rows = text.substring(start).strip();
        if (rows.isEmpty()) {
            throw SyntaxError.UNEXPECTED_TOKEN.exception(
                    new SourceSpan(start, text.length()), "expected rows behind '<|'", null);
        }
        int begin = text.indexOf(rows, start);
        tokens.goTo(text.length());
        return new CommandInput.OfText(rows, new SourceSpan(begin, begin + rows.length()));
    }

    private CommandInput bracketedText(CommandTokens.Piece open) {
        int close = text.lastIndexOf(']');
        if (close < open.span().end()) {
            throw SyntaxError.UNBALANCED_BRACKET.exception(open.span(), "'[' is not closed", null);
        }
        SourceSpan inner = new SourceSpan(open.span().end(), close);
        tokens.goTo(close + 1);
        return new CommandInput.OfText(inner.textIn(text), inner);
    }

    private @Nullable Query continuation() {
        CommandTokens.Piece sign = tokens.peek();
        if (sign.is("|")) {
            return KqlParser.parseTail(text, queryPart(sign.span().start()), ManagementCommand.RESULT);
        }
        if (!sign.is(";")) {
            return null;
        }
        tokens.take();
        CommandTokens.Piece behind = tokens.peek();
        boolean ended = behind.kind() == CommandTokens.Kind.END || behind.kind() == CommandTokens.Kind.COMMAND;
        return ended ? null : KqlParser.parse(text, queryPart(behind.span().start()));
    }

    /** From a place to the end of the query that begins there. */
    private SourceSpan queryPart(int start) {
        tokens.goTo(start);
        int end = tokens.queryEnd();
        tokens.goTo(end);
        return withoutBlanks(start, end);
    }

    private static boolean has(List<CommandClause> clauses, String keyword) {
        return clauses.getFirst().parts().stream()
                .anyMatch(
                        part -> part instanceof CommandWord word && word.text().equals(keyword));
    }
}
