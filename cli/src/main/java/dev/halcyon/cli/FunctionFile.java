package dev.halcyon.cli;

import dev.halcyon.kql.Kql;
import dev.halcyon.kql.bind.SavedFunction;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.LetStatement;
import dev.halcyon.kql.syntax.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A file of {@code let name = (parameters) { body };}: each statement is one function of the workspace. */
record FunctionFile(List<Entry> functions) {
    private static final String COMMENT = "//";
    private static final String VERBATIM = "```";

    /**
     * A function of the file.
     *
     * @param parameters as they stand, without parentheses
     * @param description the lines of comment right above it; empty for none
     * @param place file and line
     */
    record Entry(String name, String parameters, String body, String description, String place) {}

    FunctionFile {
        functions = List.copyOf(functions);
    }

    /**
     * Reads a file. Its order is the order to save in: a function knows those above it only.
     *
     * @throws UserException with file, line and column of what is no such statement
     */
    static FunctionFile read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Statement> statements;
        try {
            statements = Kql.parse(text).statements();
        } catch (KqlException e) {
            throw wrong(
                    file,
                    text,
                    e.first().span(),
                    "%s %s".formatted(e.first().code(), e.first().message()));
        }
        List<Entry> functions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Statement statement : statements) {
            if (!(statement instanceof LetStatement let) || !(let.value() instanceof FunctionDeclaration function)) {
                throw wrong(
                        file,
                        text,
                        statement.span(),
                        "Only statements let NAME = (PARAMETERS) { BODY } can be saved; a value is a function without parameters, let NAME = () { VALUE }");
            }
            if (function.view()) {
                throw wrong(file, text, function.span(), "A saved function cannot be a view: leave the word away");
            }
            if (!names.add(let.name().text())) {
                throw wrong(
                        file,
                        text,
                        let.name().span(),
                        "%s stands above already".formatted(let.name().text()));
            }
            functions.add(entry(file, text, let, function));
        }
        return new FunctionFile(functions);
    }

    /** True for a text of such statements and nothing else. */
    static boolean isOne(String text) {
        try {
            return Kql.parse(text).statements().stream().allMatch(LetStatement.class::isInstance);
        } catch (KqlException e) {
            return false;
        }
    }

    private static Entry entry(Path file, String text, LetStatement let, FunctionDeclaration function) {
        String name = let.name().text();
        int start = function.parameters().isEmpty()
                ? function.span().start()
                : function.parameters().getFirst().span().start();
        int end = function.parameters().isEmpty()
                ? start
                : function.parameters().getLast().span().end();
        String parameters = text.substring(start, end);
        String inner = text.substring(opening(text, end) + 1, function.span().end() - 1);
        // Lines of a verbatim string are its value, indentation and all.
        String body = (inner.contains(VERBATIM) ? inner : inner.stripTrailing().stripIndent()).strip();
        try {
            SavedFunction.parse(name, parameters, body);
        } catch (KqlException e) {
            throw wrong(
                    file,
                    text,
                    let.span(),
                    "%s: %s %s".formatted(name, e.first().code(), e.first().message()));
        }
        TextLocation place = TextLocation.of(text, let.span());
        return new Entry(name, parameters, body, above(text, place.line()), "%s:%d".formatted(file, place.line()));
    }

    /** The brace behind the parameters; comments between may hold others. */
    private static int opening(String text, int from) {
        int place = from;
        while (text.charAt(place) != '{') {
            place = text.startsWith(COMMENT, place) ? text.indexOf('\n', place) : place + 1;
        }
        return place;
    }

    private static String above(String text, int line) {
        List<String> lines = text.lines().toList();
        int first = line - 1;
        while (first > 0 && lines.get(first - 1).strip().startsWith(COMMENT)) {
            first--;
        }
        return lines.subList(first, line - 1).stream()
                .map(comment -> comment.strip().substring(COMMENT.length()).strip())
                .filter(comment -> !comment.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static UserException wrong(Path file, String text, SourceSpan span, String message) {
        TextLocation place = TextLocation.of(text, span);
        return new UserException("%s:%d:%d: %s.".formatted(file, place.line(), place.column(), message));
    }
}
