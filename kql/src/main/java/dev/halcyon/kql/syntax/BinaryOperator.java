package dev.halcyon.kql.syntax;

/** An operator with two operands, with its text and its precedence. */
public enum BinaryOperator {
    /** Disjunction with three values (R19). */
    OR("or", Precedence.OR),
    /** Conjunction with three values (R19). */
    AND("and", Precedence.AND),
    /** Equality, case-sensitive for text (R16, R36). */
    EQUAL("==", Precedence.EQUALITY),
    /** Inequality (R16, R36); {@code <>} is read as the same. */
    NOT_EQUAL("!=", Precedence.EQUALITY),
    /** Less than (R18). */
    LESS("<", Precedence.RELATIONAL),
    /** Less than or equal (R18). */
    LESS_OR_EQUAL("<=", Precedence.RELATIONAL),
    /** Greater than (R18). */
    GREATER(">", Precedence.RELATIONAL),
    /** Greater than or equal (R18). */
    GREATER_OR_EQUAL(">=", Precedence.RELATIONAL),
    /** Sum (R26, R27, R30). */
    ADD("+", Precedence.ADDITIVE),
    /** Difference (R26, R27, R30). */
    SUBTRACT("-", Precedence.ADDITIVE),
    /** Product (R26, R27, R30). */
    MULTIPLY("*", Precedence.MULTIPLICATIVE),
    /** Quotient (R28, R30). */
    DIVIDE("/", Precedence.MULTIPLICATIVE),
    /** Remainder, never negative (R29, R30). */
    MODULO("%", Precedence.MULTIPLICATIVE),
    /** Equality without case (R50). */
    EQUAL_IGNORE_CASE("=~", Precedence.STRING),
    /** Inequality without case (R50). */
    NOT_EQUAL_IGNORE_CASE("!~", Precedence.STRING),
    /** Test for a term, without case (R50, R51). */
    HAS("has", Precedence.STRING),
    /** Test for a term, case-sensitive (R50, R51). */
    HAS_CS("has_cs", Precedence.STRING),
    /** Negated: term, without case (R50, R51). */
    NOT_HAS("!has", Precedence.STRING),
    /** Negated: term, case-sensitive (R50, R51). */
    NOT_HAS_CS("!has_cs", Precedence.STRING),
    /** Test for a beginning of a term, without case (R50, R51). */
    HASPREFIX("hasprefix", Precedence.STRING),
    /** Test for a beginning of a term, case-sensitive (R50, R51). */
    HASPREFIX_CS("hasprefix_cs", Precedence.STRING),
    /** Negated: beginning of a term, without case (R50, R51). */
    NOT_HASPREFIX("!hasprefix", Precedence.STRING),
    /** Negated: beginning of a term, case-sensitive (R50, R51). */
    NOT_HASPREFIX_CS("!hasprefix_cs", Precedence.STRING),
    /** Test for a end of a term, without case (R50, R51). */
    HASSUFFIX("hassuffix", Precedence.STRING),
    /** Test for a end of a term, case-sensitive (R50, R51). */
    HASSUFFIX_CS("hassuffix_cs", Precedence.STRING),
    /** Negated: end of a term, without case (R50, R51). */
    NOT_HASSUFFIX("!hassuffix", Precedence.STRING),
    /** Negated: end of a term, case-sensitive (R50, R51). */
    NOT_HASSUFFIX_CS("!hassuffix_cs", Precedence.STRING),
    /** Test for a text inside, without case (R50, R51). */
    CONTAINS("contains", Precedence.STRING),
    /** Test for a text inside, case-sensitive (R50, R51). */
    CONTAINS_CS("contains_cs", Precedence.STRING),
    /** Negated: text inside, without case (R50, R51). */
    NOT_CONTAINS("!contains", Precedence.STRING),
    /** Negated: text inside, case-sensitive (R50, R51). */
    NOT_CONTAINS_CS("!contains_cs", Precedence.STRING),
    /** Test for a beginning, without case (R50, R51). */
    STARTSWITH("startswith", Precedence.STRING),
    /** Test for a beginning, case-sensitive (R50, R51). */
    STARTSWITH_CS("startswith_cs", Precedence.STRING),
    /** Negated: beginning, without case (R50, R51). */
    NOT_STARTSWITH("!startswith", Precedence.STRING),
    /** Negated: beginning, case-sensitive (R50, R51). */
    NOT_STARTSWITH_CS("!startswith_cs", Precedence.STRING),
    /** Test for a end, without case (R50, R51). */
    ENDSWITH("endswith", Precedence.STRING),
    /** Test for a end, case-sensitive (R50, R51). */
    ENDSWITH_CS("endswith_cs", Precedence.STRING),
    /** Negated: end, without case (R50, R51). */
    NOT_ENDSWITH("!endswith", Precedence.STRING),
    /** Negated: end, case-sensitive (R50, R51). */
    NOT_ENDSWITH_CS("!endswith_cs", Precedence.STRING),
    /** Search for a regular expression (R54). */
    MATCHES_REGEX("matches regex", Precedence.STRING),
    /** Term test of search: {@code column:"term"} (R121). */
    SEARCH_COLUMN(":", Precedence.STRING);

    /** Chains of {@code and} or {@code or} with more operands than this are built as balanced trees. */
    public static final int LONG_CHAIN = 100;

    private final String text;
    private final Precedence precedence;

    BinaryOperator(String text, Precedence precedence) {
        this.text = text;
        this.precedence = precedence;
    }

    /** The operator as written in KQL, for example {@code !has_cs}. */
    public String text() {
        return text;
    }

    /** How tightly the operator binds. */
    public Precedence precedence() {
        return precedence;
    }

    /** Levels of precedence, loosest first. Operators of one level group from left to right. */
    public enum Precedence {
        /** {@code or}. */
        OR,
        /** {@code and}. */
        AND,
        /** {@code == !=}, and the tests {@code in}, {@code has_any}, {@code between}. */
        EQUALITY,
        /** {@code < <= > >=}. */
        RELATIONAL,
        /** {@code + -}. */
        ADDITIVE,
        /** {@code * / %}. */
        MULTIPLICATIVE,
        /** {@code has}, {@code contains}, {@code =~} and their family. */
        STRING
    }
}
