package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.syntax.BetweenExpression;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.BinaryOperator;
import dev.halcyon.kql.syntax.BinaryOperator.Precedence;
import dev.halcyon.kql.syntax.InExpression;
import dev.halcyon.kql.syntax.ListOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Groups the flat chains of operands and operators that the grammar reads by precedence. */
final class OperationBuilder {
    private static final Map<String, BinaryOperator> OPERATORS = operators();
    private static final int PRECEDENCE_LEVELS = Precedence.values().length;

    private final TreeContext tree;
    private final ExpressionBuilder expressions;

    OperationBuilder(TreeContext tree, ExpressionBuilder expressions) {
        this.tree = tree;
        this.expressions = expressions;
    }

    private static Map<String, BinaryOperator> operators() {
        Map<String, BinaryOperator> operators = new HashMap<>();
        for (BinaryOperator operator : BinaryOperator.values()) {
            operators.put(operator.text(), operator);
        }
        operators.put("<>", BinaryOperator.NOT_EQUAL);
        operators.put("notcontains", BinaryOperator.NOT_CONTAINS);
        return Map.copyOf(operators);
    }

    /** A chain with at least one operation: disjunctions of conjunctions of everything that binds tighter. */
    SyntaxExpression chain(KqlGrammar.ExpressionContext context) {
        return split(context.operand(), context.operation(), BinaryOperator.OR);
    }

    /** Splits at every {@code or} (then {@code and}), builds the pieces, and joins them again. */
    private SyntaxExpression split(
            KqlGrammar.OperandContext first, List<KqlGrammar.OperationContext> operations, BinaryOperator at) {
        List<Integer> cuts = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            if (operator(operations.get(i)) == at) {
                cuts.add(i);
            }
        }
        cuts.add(operations.size());
        List<SyntaxExpression> pieces = new ArrayList<>(cuts.size());
        KqlGrammar.OperandContext head = first;
        int from = 0;
        for (int cut : cuts) {
            KqlGrammar.OperandContext pieceHead = head;
            List<KqlGrammar.OperationContext> piece = operations.subList(from, cut);
            int levels = levelsAbove(pieces.size(), cuts.size());
            pieces.add(tree.below(
                    levels,
                    pieceHead,
                    () -> at == BinaryOperator.OR
                            ? split(pieceHead, piece, BinaryOperator.AND)
                            : tightChain(pieceHead, piece)));
            if (cut < operations.size()) {
                head = operations.get(cut).operand();
                from = cut + 1;
            }
        }
        return join(pieces, at);
    }

    /** How many nodes of a joined chain stand above one of its pieces. */
    private static int levelsAbove(int index, int size) {
        return size > BinaryOperator.LONG_CHAIN
                ? Integer.SIZE - Integer.numberOfLeadingZeros(size)
                : size - Math.max(index, 1);
    }

    private static SyntaxExpression join(List<SyntaxExpression> pieces, BinaryOperator operator) {
        if (pieces.size() > BinaryOperator.LONG_CHAIN) {
            return balanced(pieces, operator);
        }
        SyntaxExpression result = pieces.getFirst();
        for (SyntaxExpression piece : pieces.subList(1, pieces.size())) {
            result = binary(result, operator, piece);
        }
        return result;
    }

    private static SyntaxExpression balanced(List<SyntaxExpression> pieces, BinaryOperator operator) {
        int size = pieces.size();
        return size == 1
                ? pieces.getFirst()
                : binary(
                        balanced(pieces.subList(0, size / 2), operator),
                        operator,
                        balanced(pieces.subList(size / 2, size), operator));
    }

    private static BinaryExpression binary(SyntaxExpression left, BinaryOperator operator, SyntaxExpression right) {
        return new BinaryExpression(left, operator, right, left.span().to(right.span()));
    }

    /** A chain without and/or: an operator waits until the next one binds no tighter. */
    private SyntaxExpression tightChain(KqlGrammar.OperandContext first, List<KqlGrammar.OperationContext> operations) {
        Deque<SyntaxExpression> operands = new ArrayDeque<>();
        Deque<BinaryOperator> waiting = new ArrayDeque<>();
        operands.push(tree.below(operations.size(), first, () -> expressions.operand(first)));
        for (int i = 0; i < operations.size(); i++) {
            KqlGrammar.OperationContext operation = operations.get(i);
            int levels = operations.size() - i - 1 + Math.min(i + 1, PRECEDENCE_LEVELS);
            BinaryOperator operator = operator(operation);
            if (operator != null) {
                reduce(operands, waiting, operator.precedence());
                waiting.push(operator);
                operands.push(tree.below(levels, operation, () -> expressions.operand(operation.operand())));
            } else {
                reduce(operands, waiting, Precedence.EQUALITY);
                SyntaxExpression subject = operands.pop();
                operands.push(tree.below(levels, operation, () -> test(subject, operation)));
            }
        }
        reduce(operands, waiting, Precedence.OR);
        return operands.pop();
    }

    private static void reduce(Deque<SyntaxExpression> operands, Deque<BinaryOperator> waiting, Precedence next) {
        while (!waiting.isEmpty() && waiting.element().precedence().compareTo(next) >= 0) {
            SyntaxExpression right = operands.pop();
            SyntaxExpression left = operands.pop();
            operands.push(binary(left, waiting.pop(), right));
        }
    }

    private SyntaxExpression test(SyntaxExpression subject, KqlGrammar.OperationContext operation) {
        if (operation.listOperator() != null) {
            return new InExpression(
                    subject,
                    listOperator(operation.listOperator().getStart()),
                    expressions.candidates(operation.operand()),
                    subject.span().to(tree.span(operation)));
        }
        return new BetweenExpression(
                subject,
                operation.NOT_BETWEEN() != null,
                expressions.expression(operation.expression(0)),
                expressions.expression(operation.expression(1)),
                subject.span().to(tree.span(operation)));
    }

    /** The operator between two operands; null for the tests in, has_any, has_all and between. */
    private static @Nullable BinaryOperator operator(KqlGrammar.OperationContext operation) {
        if (operation.binaryOperator() == null) {
            return null;
        }
        Token token = operation.binaryOperator().getStart();
        return token.getType() == KqlLexer.MATCHES_REGEX
                ? BinaryOperator.MATCHES_REGEX
                : OPERATORS.get(token.getText());
    }

    private static ListOperator listOperator(Token token) {
        return switch (token.getType()) {
            case KqlLexer.IN -> ListOperator.IN;
            case KqlLexer.NOT_IN -> ListOperator.NOT_IN;
            case KqlLexer.IN_TILDE -> ListOperator.IN_IGNORE_CASE;
            case KqlLexer.NOT_IN_TILDE -> ListOperator.NOT_IN_IGNORE_CASE;
            case KqlLexer.HAS_ANY -> ListOperator.HAS_ANY;
            default -> ListOperator.HAS_ALL;
        };
    }
}
