package dev.halcyon.kql.plan;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/**
 * Values of which all but a few are those of a shared list. A union of every table has more columns than all tables
 * together have on average by far, and a branch has values of its own for a handful of them.
 */
final class SparseValues extends AbstractList<ScalarExpression> implements RandomAccess {

    private final List<ScalarExpression> common;
    private final Map<Integer, ScalarExpression> own;

    SparseValues(List<ScalarExpression> common, Map<Integer, ScalarExpression> own) {
        this.common = List.copyOf(common);
        this.own = Map.copyOf(own);
    }

    /** The same list with its own values changed. The common ones read no column, so that nothing changes them. */
    SparseValues withOwn(UnaryOperator<ScalarExpression> change) {
        Map<Integer, ScalarExpression> changed = new HashMap<>();
        own.forEach((position, value) -> changed.put(position, change.apply(value)));
        return new SparseValues(common, changed);
    }

    @Override
    public ScalarExpression get(int index) {
        ScalarExpression value = own.get(index);
        return value == null ? common.get(index) : value;
    }

    @Override
    public int size() {
        return common.size();
    }
}
