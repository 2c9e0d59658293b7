package dev.halcyon.kql.format;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Lays a text out: a statement begins a line, so does every pipe; brackets with pipes in them are indented blocks unless
 * they are short; line ends inside an operator stay where they were typed.
 */
public final class Formatter {
    private static final int STEP = 4;

    private final List<Word> words;
    private final Groups groups;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int lineIndent;
    private boolean lineStart = true;

    private enum Kind {
        /** Statements or a pipe, in lines of their own. */
        BLOCK,
        /** A list that keeps its line ends. */
        LIST,
        /** A short query in one line. */
        LINE
    }

    /** An open bracket, or the whole text. */
    private static final class Frame {
        private final Kind kind;
        private final int base;
        private boolean atStatement;
        private boolean let;
        private boolean piped;

        Frame(Kind kind, int base, boolean atStatement) {
            this.kind = kind;
            this.base = base;
            this.atStatement = atStatement;
        }
    }

    private Formatter(List<Word> words) {
        this.words = words;
        this.groups = new Groups(words);
    }

    /** The text in the one layout, without a line end behind it; the text itself when it is not KQL. */
    public static String format(String text) {
        Optional<List<Word>> words = WordReader.read(text);
        if (words.isEmpty() || !parses(text)) {
            return text;
        }
        String formatted = new Formatter(words.get()).write();
        return sameWords(words.get(), WordReader.read(formatted)) ? formatted : text;
    }

    private static boolean parses(String text) {
        try {
            KqlParser.parse(text);
            return true;
        } catch (KqlException e) {
            return false;
        }
    }

    private static boolean sameWords(List<Word> before, Optional<List<Word>> after) {
        if (after.isEmpty() || after.get().size() != before.size()) {
            return false;
        }
        for (int index = 0; index < before.size(); index++) {
            Word left = before.get(index);
            Word right = after.get().get(index);
            if (left.type() != right.type()
                    || !left.text().equals(right.text())
                    || !left.comments().stream()
                            .map(Word.Comment::text)
                            .toList()
                            .equals(right.comments().stream()
                                    .map(Word.Comment::text)
                                    .toList())) {
                return false;
            }
        }
        return true;
    }

    private String write() {
        frames.push(new Frame(Kind.BLOCK, 0, true));
        for (int index = 0; index < words.size(); index++) {
            Word word = words.get(index);
            Frame frame = frame();
            boolean end = word.type() == Token.EOF;
            boolean statement = frame.atStatement && !Groups.isClosing(word.type());
            int indent = end ? 0 : indent(frame, word, statement, index);
            comments(word, indent, statement || end);
            if (end) {
                break;
            }
            if (statement) {
                breakLine(word.newLines() > 1);
                frame.atStatement = false;
                frame.let = word.type() == KqlLexer.LET;
                frame.piped = false;
            } else if (breaksBefore(frame, index)) {
                breakLine(false);
            }
            if (lineStart) {
                lineIndent = indent;
                out.append(" ".repeat(indent));
            } else if (Spacing.between(words, index)) {
                out.append(' ');
            }
            out.append(word.text());
            lineStart = false;
            after(frame, index);
        }
        return out.toString().stripTrailing();
    }

    private Frame frame() {
        return Objects.requireNonNull(frames.peek(), "the frame of the text stays");
    }

    private void comments(Word word, int indent, boolean between) {
        for (Word.Comment comment : word.comments()) {
            if (comment.ownLine()) {
                breakLine(between && comment.afterBlank());
                out.append(" ".repeat(indent));
            } else if (!lineStart) {
                out.append(' ');
            }
            out.append(comment.text()).append('\n');
            lineStart = true;
        }
    }

    private void breakLine(boolean blank) {
        if (out.isEmpty()) {
            return;
        }
        if (!lineStart) {
            out.append('\n');
        }
        if (blank) {
            out.append('\n');
        }
        lineStart = true;
    }

    private boolean breaksBefore(Frame frame, int index) {
        Word word = words.get(index);
        if (frame.kind == Kind.LINE) {
            return false;
        }
        if (word.type() == KqlLexer.PIPE && frame.kind == Kind.BLOCK) {
            return true;
        }
        if (Groups.isClosing(word.type())) {
            return groups.isBlock(index) || word.newLines() > 0;
        }
        int before = words.get(index - 1).type();
        if (Groups.isOpening(before) && groups.isBlock(index - 1)) {
            return true;
        }
        boolean clings = before == KqlLexer.PIPE
                || word.type() == KqlLexer.SEMICOLON
                || word.type() == KqlLexer.COMMA
                || Groups.isOpening(word.type());
        return word.newLines() > 0 && !clings;
    }

    /** The indentation of a word that begins a line. */
    private int indent(Frame frame, Word word, boolean statement, int index) {
        if (Groups.isClosing(word.type()) && frames.size() > 1) {
            return frame.base - STEP;
        }
        boolean first = index > 0 && Groups.isOpening(words.get(index - 1).type());
        if (statement || first || frame.kind != Kind.BLOCK) {
            return frame.base;
        }
        int pipe = frame.base + (frame.let ? STEP : 0);
        return word.type() == KqlLexer.PIPE || (frame.let && !frame.piped) ? pipe : pipe + STEP;
    }

    private void after(Frame frame, int index) {
        int type = words.get(index).type();
        if (Groups.isOpening(type)) {
            Kind kind = frame.kind == Kind.LINE || groups.isLine(index)
                    ? Kind.LINE
                    : groups.isBlock(index) ? Kind.BLOCK : Kind.LIST;
            frames.push(new Frame(kind, lineIndent + STEP, kind == Kind.BLOCK && type == KqlLexer.OPEN_BRACE));
        } else if (Groups.isClosing(type) && frames.size() > 1) {
            frames.pop();
        } else if (type == KqlLexer.SEMICOLON && frame.kind == Kind.BLOCK) {
            frame.atStatement = true;
        } else if (type == KqlLexer.PIPE) {
            frame.piped = true;
        }
    }
}
