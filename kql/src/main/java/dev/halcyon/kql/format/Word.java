package dev.halcyon.kql.format;

import java.util.List;

/**
 * A word of the text with what stands before it.
 *
 * @param type its type as the lexer knows it
 * @param text its text
 * @param spaced whether white space or a comment stands before it
 * @param newLines line ends before it, those of comments not counted
 * @param comments the comments before it
 */
record Word(int type, String text, boolean spaced, int newLines, List<Comment> comments) {
    Word {
        comments = List.copyOf(comments);
    }

    /**
     * A comment.
     *
     * @param text from the slashes to the end of the line, without white space at the end
     * @param ownLine whether nothing but white space stands before it in its line
     * @param afterBlank whether an empty line stands before it
     */
    record Comment(String text, boolean ownLine, boolean afterBlank) {}
}
