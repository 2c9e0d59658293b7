package dev.halcyon.conformance.fuzz;

import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.StarLoopEntryState;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * A walk through the grammar that the parser itself follows: numbers say which way to go at each fork, the words passed
 * are a text that the grammar allows. Whatever the grammar learns is walked from then on.
 */
final class GrammarWalk {

    private static final ATN GRAMMAR = KqlGrammar._ATN;

    /** Below this depth the shortest way is taken, since the parser refuses what is deeper anyway. */
    private static final int DEEPEST = 400;

    private static final int MOST_WORDS = 400;

    /** One way in so many leads through what may be repeated. */
    private static final int REPEATED = 3;

    private static final int[] SHORTEST = shortest();

    private final List<Integer> choices;
    private int next;

    private GrammarWalk(List<Integer> choices) {
        this.choices = choices;
    }

    /**
     * The types of the words of one or more statements.
     *
     * @param choices at each fork one is used; when none is left, the shortest way is taken
     */
    static List<Integer> statements(List<Integer> choices) {
        return new GrammarWalk(choices).walk(KqlGrammar.RULE_statements);
    }

    /** The types of the words of operators behind bars, as many as the choices are enough for, at least one. */
    static List<Integer> operators(List<Integer> choices) {
        GrammarWalk walk = new GrammarWalk(choices);
        List<Integer> words = new ArrayList<>();
        do {
            words.add(KqlGrammar.PIPE);
            words.addAll(walk.walk(KqlGrammar.RULE_queryOperator));
        } while (walk.next < choices.size() && words.size() < MOST_WORDS);
        return words;
    }

    private List<Integer> walk(int rule) {
        List<Integer> words = new ArrayList<>();
        Deque<ATNState> returns = new ArrayDeque<>();
        ATNState state = GRAMMAR.ruleToStartState[rule];
        while (true) {
            if (state instanceof RuleStopState) {
                if (returns.isEmpty()) {
                    return words;
                }
                state = returns.pop();
                continue;
            }
            boolean free = words.size() < MOST_WORDS && returns.size() < DEEPEST;
            Transition way = choose(state, free);
            if (way instanceof RuleTransition call) {
                returns.push(call.followState);
            } else if (!way.isEpsilon()) {
                words.add(word(way));
            }
            state = way.target;
        }
    }

    private Transition choose(ATNState state, boolean free) {
        int ways = state.getNumberOfTransitions();
        if (ways == 1) {
            return state.transition(0);
        }
        if (free && next < choices.size()) {
            int choice = choices.get(next++);
            // What may be repeated is left out more often than not, or signs and commas would be most of a text.
            return state instanceof StarLoopEntryState
                    ? state.transition(choice % REPEATED == 0 ? 0 : 1)
                    : state.transition(choice % ways);
        }
        Transition best = state.transition(0);
        for (Transition way : state.getTransitions()) {
            if (cost(way) < cost(best)) {
                best = way;
            }
        }
        return best;
    }

    private int word(Transition way) {
        IntervalSet types = way.label();
        // Any word but some: a name.
        if (types == null || way.getSerializationType() == Transition.NOT_SET) {
            return KqlGrammar.IDENTIFIER;
        }
        int size = types.size();
        int choice = size > 1 && next < choices.size() ? choices.get(next++) % size : 0;
        return types.get(choice);
    }

    /** The fewest words from each state to the end of its rule. */
    private static int[] shortest() {
        int[] costs = new int[GRAMMAR.states.size()];
        Arrays.fill(costs, Integer.MAX_VALUE);
        for (boolean changed = true; changed; ) {
            changed = false;
            for (ATNState state : GRAMMAR.states) {
                int cost = state instanceof RuleStopState ? 0 : fewest(state, costs);
                if (cost < costs[state.stateNumber]) {
                    costs[state.stateNumber] = cost;
                    changed = true;
                }
            }
        }
        return costs;
    }

    private static int fewest(ATNState state, int[] costs) {
        int fewest = Integer.MAX_VALUE;
        for (Transition way : state.getTransitions()) {
            fewest = Math.min(fewest, cost(way, costs));
        }
        return fewest;
    }

    private static int cost(Transition way) {
        return cost(way, SHORTEST);
    }

    private static int cost(Transition way, int[] costs) {
        long cost = costs[way.target.stateNumber];
        if (way instanceof RuleTransition call) {
            cost += costs[call.followState.stateNumber];
        } else if (!way.isEpsilon() && !way.label().contains(Token.EOF)) {
            cost++;
        }
        return (int) Math.min(cost, Integer.MAX_VALUE);
    }
}
