package dev.halcyon.kql.plan;

/** The kinds of {@code join} (R95, R96). */
public enum JoinKind {
    /** The left side is first reduced to one row for each key, then joined like {@link #INNER}. */
    INNER_UNIQUE,
    INNER,
    LEFT_OUTER,
    RIGHT_OUTER,
    FULL_OUTER,
    LEFT_SEMI,
    RIGHT_SEMI,
    LEFT_ANTI,
    RIGHT_ANTI;

    /** True when the result has the columns of one side only and never multiplies rows. */
    public boolean isSemiOrAnti() {
        return switch (this) {
            case LEFT_SEMI, RIGHT_SEMI, LEFT_ANTI, RIGHT_ANTI -> true;
            case INNER_UNIQUE, INNER, LEFT_OUTER, RIGHT_OUTER, FULL_OUTER -> false;
        };
    }
}
