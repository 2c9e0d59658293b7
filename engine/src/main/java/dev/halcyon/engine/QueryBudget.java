package dev.halcyon.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of one query (R140, R141). A result beyond {@code maximumRows} or {@code maximumBytes} is cut and the
 * cursor says so; the other limits end the query.
 *
 * @param timeLimit from start to last row
 * @param maximumRows most result rows
 * @param maximumBytes most result bytes, counted as the text form of the cells
 */
public record QueryBudget(Duration timeLimit, long maximumRows, long maximumBytes) {

    /** 3 minutes, 500,000 rows, 64 MiB. */
    public static final QueryBudget STANDARD = new QueryBudget(Duration.ofMinutes(3), 500_000, 64L << 20);

    public QueryBudget {
        Objects.requireNonNull(timeLimit, "timeLimit");
    }

    public QueryBudget withTimeLimit(Duration limit) {
        return new QueryBudget(limit, maximumRows, maximumBytes);
    }
}
