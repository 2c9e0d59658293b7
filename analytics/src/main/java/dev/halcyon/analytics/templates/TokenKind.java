package dev.halcyon.analytics.templates;

/** What a difference between two tokens of one place means. */
enum TokenKind {
    /** Bracket, comma, equals sign: lines that differ in one are built differently. */
    SEPARATOR,
    /** A placeholder, a text in quotes, a dash for nothing: a value, which may differ. */
    VALUE,
    /** Has letters, so that it may be of the template or a value. */
    WORD
}
