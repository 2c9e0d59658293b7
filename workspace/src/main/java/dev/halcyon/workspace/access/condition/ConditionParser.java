package dev.halcyon.workspace.access.condition;

import dev.halcyon.workspace.access.condition.ConditionToken.Kind;
import dev.halcyon.workspace.access.condition.ConditionTree.Attribute;
import dev.halcyon.workspace.access.condition.ConditionTree.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads a condition; refuses what it does not understand, because an ignored part would open what it closes. */
final class ConditionParser {

    private static final int DEEPEST = 50;
    private static final String TABLES = "microsoft.operationalinsights/workspaces/tables:";
    private static final String RECORD = "microsoft.operationalinsights/workspaces/tables/record:";
    private static final String KEY_MARK = "<$key_case_sensitive$>";
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private final List<ConditionToken> tokens;
    private final Predicate<String> governed;
    private int next;
    private int depth;

    private ConditionParser(List<ConditionToken> tokens, Predicate<String> governed) {
        this.tokens = tokens;
        this.governed = governed;
    }

    /**
     * The tree of a condition.
     *
     * @param governed whether a pattern of actions has one that conditions decide about
     * @throws ConditionException when it cannot be read or means nothing here
     */
    static ConditionTree parse(String text, Predicate<String> governed) {
        ConditionParser parser = new ConditionParser(ConditionToken.of(text), governed);
        ConditionTree tree = parser.expression();
        if (parser.peek().kind() != Kind.END) {
            throw parser.peek().is(")")
                    ? parser.wrong("this ) closes nothing")
                    : parser.wrong("the condition should end before %s"
                            .formatted(parser.peek().shown()));
        }
        return tree;
    }

    private ConditionToken peek() {
        return tokens.get(next);
    }

    private ConditionToken take() {
        ConditionToken token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private ConditionException wrong(String message) {
        return new ConditionException(message, peek().position());
    }

    private void expect(String punctuation, String why) {
        if (!peek().is(punctuation)) {
            throw wrong("%s is missing before %s: %s".formatted(punctuation, peek().shown(), why));
        }
        take();
    }

    private boolean atAnd() {
        return peek().is("&&") || peek().isWord("AND");
    }

    private boolean atOr() {
        return peek().is("||") || peek().isWord("OR");
    }

    private ConditionTree expression() {
        if (++depth > DEEPEST) {
            throw wrong("the condition is nested more than %d deep".formatted(DEEPEST));
        }
        List<ConditionTree> parts = new ArrayList<>();
        parts.add(part());
        boolean and = atAnd();
        boolean or = atOr();
        while (and ? atAnd() : atOr()) {
            take();
            parts.add(part());
        }
        if (atAnd() || atOr()) {
            throw wrong("AND and OR stand side by side: put what belongs together in parentheses");
        }
        depth--;
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return or ? new ConditionTree.Or(parts) : new ConditionTree.And(parts);
    }

    private ConditionTree part() {
        boolean negated = false;
        while (peek().is("!") || peek().isWord("NOT")) {
            take();
            negated = !negated;
        }
        ConditionTree part = plainPart();
        return negated ? new ConditionTree.Not(part) : part;
    }

    private ConditionTree plainPart() {
        ConditionToken token = peek();
        if (token.is("(")) {
            take();
            ConditionTree inner = expression();
            expect(")", "the parenthesis at position %d is open".formatted(token.position() + 1));
            return inner;
        }
        if (token.isWord("ActionMatches")) {
            take();
            return actionMatches();
        }
        if (token.isWord("SubOperationMatches") || token.isWord("Exists")) {
            throw wrong("%s is not supported: the data of tables have no such attributes".formatted(token.text()));
        }
        if (token.kind() == Kind.ATTRIBUTE) {
            return comparison();
        }
        throw wrong("found %s where an attribute, ActionMatches{'…'}, ! or ( should stand".formatted(token.shown()));
    }

    private ConditionTree actionMatches() {
        expect("{", "ActionMatches is followed by {'ACTION'}");
        ConditionToken pattern = peek();
        if (pattern.kind() != Kind.TEXT) {
            throw wrong("ActionMatches takes one quoted action");
        }
        take();
        if (!governed.test(pattern.text())) {
            // Taken as it stands it would be false of every read, and its negation open the data.
            throw new ConditionException(
                    "conditions decide about '%s' only, which this action is not".formatted(Condition.READ_DATA),
                    pattern.position());
        }
        expect("}", "ActionMatches takes one quoted action");
        return new ConditionTree.ActionMatches(pattern.text());
    }

    private ConditionTree comparison() {
        Attribute attribute = attribute(take());
        ConditionToken name = peek();
        if (name.kind() != Kind.WORD) {
            throw wrong("an operator, such as StringEquals, is missing before %s".formatted(name.shown()));
        }
        ConditionOperator operator = ConditionOperator.of(name.text())
                .orElseThrow(() -> wrong(
                        ("the operator '%s' is not supported: StringEquals, StringLike, StringStartsWith, their forms with"
                                        + " Not and IgnoreCase, and ForAnyOfAnyValues: and the like before them are")
                                .formatted(name.text())));
        take();
        List<Operand> operands = operands(operator);
        if (!operator.several() && operands.size() > 1) {
            throw new ConditionException(
                    "'%s' takes one value: for several write ForAnyOfAnyValues:%s or ForAllOfAllValues:%s"
                            .formatted(name.text(), name.text(), name.text()),
                    name.position());
        }
        if (operator.isTrueOfAll(operands.stream().map(Operand::text).distinct().count())) {
            throw new ConditionException(
                    "'%s' with several values is true of every text: write ForAllOfAllValues".formatted(name.text()),
                    name.position());
        }
        return new ConditionTree.Comparison(attribute, operands, operator.every());
    }

    private List<Operand> operands(ConditionOperator operator) {
        if (peek().kind() == Kind.TEXT) {
            return List.of(operand(operator));
        }
        expect("{", "a value is a quoted text, several are {'…', '…'}");
        List<Operand> operands = new ArrayList<>();
        operands.add(operand(operator));
        while (peek().is(",")) {
            take();
            operands.add(operand(operator));
        }
        expect("}", "values are {'…', '…'}");
        return operands;
    }

    private Operand operand(ConditionOperator operator) {
        ConditionToken value = peek();
        if (value.kind() != Kind.TEXT) {
            throw wrong("found %s where a quoted text should stand".formatted(value.shown()));
        }
        take();
        return operator.operand(value.text(), value.position());
    }

    private static Attribute attribute(ConditionToken token) {
        String name = token.text();
        String lower = name.toLowerCase(Locale.ROOT);
        if (!token.source().equalsIgnoreCase("Resource")) {
            throw new ConditionException(
                    "attributes of @%s are not supported, those of @Resource are".formatted(token.source()),
                    token.position());
        }
        if (lower.equals(TABLES + "name")) {
            return new ConditionTree.TableName();
        }
        if (lower.startsWith(RECORD)) {
            String column = name.substring(RECORD.length());
            if (column.toLowerCase(Locale.ROOT).endsWith(KEY_MARK)) {
                column = column.substring(0, column.length() - KEY_MARK.length());
            }
            if (COLUMN.matcher(column).matches()) {
                return new ConditionTree.ColumnValue(column);
            }
        }
        throw new ConditionException(
                ("the attribute '%s' is not known: Microsoft.OperationalInsights/workspaces/tables:name and"
                                + " Microsoft.OperationalInsights/workspaces/tables/record:COLUMN%s are")
                        .formatted(name, KEY_MARK),
                token.position());
    }
}
