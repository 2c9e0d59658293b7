package dev.halcyon.kql.format;

import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** The brackets of a text: which of them become blocks with lines of their own. */
final class Groups {
    private static final int LONGEST_LINE_GROUP = 60;

    private final List<Word> words;
    private final boolean[] block;
    private final boolean[] line;

    Groups(List<Word> words) {
        this.words = words;
        this.block = new boolean[words.size()];
        this.line = new boolean[words.size()];
        match();
    }

    private void match() {
        Deque<Integer> open = new ArrayDeque<>();
        Deque<Boolean> tabular = new ArrayDeque<>();
        BitSet separated = new BitSet();
        for (int index = 0; index < words.size(); index++) {
            int type = words.get(index).type();
            if (isOpening(type)) {
                open.push(index);
                tabular.push(false);
            } else if (type == KqlLexer.PIPE || type == KqlLexer.SEMICOLON) {
                if (!tabular.isEmpty()) {
                    separated.set(open.getFirst(), type == KqlLexer.SEMICOLON || separated.get(open.getFirst()));
                    tabular.pop();
                    tabular.push(true);
                }
            } else if (isClosing(type) && !open.isEmpty()) {
                int start = open.pop();
                boolean statements = tabular.pop();
                boolean fits = fitsOneLine(start, index) && !separated.get(start);
                line[start] = statements && fits;
                block[start] = statements && !fits;
                block[index] = block[start];
            }
        }
    }

    private boolean fitsOneLine(int start, int end) {
        int length = 0;
        for (int index = start + 1; index <= end; index++) {
            Word word = words.get(index);
            length += word.text().length() + (Spacing.between(words, index) ? 1 : 0);
            if (length > LONGEST_LINE_GROUP
                    || !word.comments().isEmpty()
                    || word.text().indexOf('\n') >= 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isOpening(int type) {
        return type == KqlLexer.OPEN_PARENTHESIS || type == KqlLexer.OPEN_BRACKET || type == KqlLexer.OPEN_BRACE;
    }

    static boolean isClosing(int type) {
        return type == KqlLexer.CLOSE_PARENTHESIS || type == KqlLexer.CLOSE_BRACKET || type == KqlLexer.CLOSE_BRACE;
    }

    /** Whether the bracket, opening or closing, belongs to a block. */
    boolean isBlock(int index) {
        return block[index];
    }

    /** Whether the group that opens here is a query short enough for one line. */
    boolean isLine(int index) {
        return line[index];
    }
}
