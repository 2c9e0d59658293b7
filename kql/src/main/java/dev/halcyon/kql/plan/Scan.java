package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * The operator {@code scan} (R126).
 *
 * <p>Input: the columns of the rows, then values computed from each row alone; in the order of the rows. Output: the
 * columns of the rows, the declared columns, the number of the match when it is asked for.
 *
 * @param rowColumns how many of the input's columns are the rows' own
 * @param defaults the value of each declared column before an assignment
 * @param steps in the order written
 * @param withMatchId whether the output ends with the number of the match
 * @param keys positions in the input: rows that differ there are scanned apart
 */
public record Scan(int rowColumns, List<Literal> defaults, List<Step> steps, boolean withMatchId, List<Integer> keys)
        implements TableComputation {
    public Scan {
        defaults = List.copyOf(defaults);
        steps = List.copyOf(steps);
        keys = List.copyOf(keys);
    }

    @Override
    public String name() {
        return "scan";
    }

    /** Which records of a step are output. */
    public enum Output {
        ALL,
        /** The last of a series of records that match the step. */
        LAST,
        NONE
    }

    /**
     * One step.
     *
     * @param condition over the input's columns and the state of this and earlier steps
     * @param assignments what the step computes, over the same
     * @param state the columns by which expressions read the step's last record: the row's, then the declared ones
     */
    public record Step(
            Output output, ScalarExpression condition, List<ScanAssignment> assignments, List<PlanColumn> state) {
        public Step {
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(condition, "condition");
            assignments = List.copyOf(assignments);
            state = List.copyOf(state);
        }
    }

    /** The column of the record at a position, declared ones behind the row's, gets a value. */
    public record ScanAssignment(int position, ScalarExpression value) {
        public ScanAssignment {
            Objects.requireNonNull(value, "value");
        }
    }
}
