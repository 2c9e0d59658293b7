package dev.halcyon.store.table;

import java.util.Set;

/**
 * How long rows are kept, in days.
 *
 * @param interactiveDays queryable, 4 to 730
 * @param totalDays queryable and archived together: 4 to 730 or one of the documented year steps, at least
 *     {@code interactiveDays}
 * @param interactiveIsDefault true when the owner did not choose it
 * @param totalIsDefault true when the owner did not choose it
 */
public record Retention(int interactiveDays, int totalDays, boolean interactiveIsDefault, boolean totalIsDefault) {

    /** 30 days, nobody having chosen anything. */
    public static final Retention STANDARD = new Retention(30, 30, true, true);

    private static final Set<Integer> YEAR_STEPS = Set.of(1095, 1460, 1826, 2191, 2556, 2922, 3288, 3653, 4018, 4383);

    public Retention {
        if (interactiveDays < 4 || interactiveDays > 730) {
            throw new TableException(
                    TableException.Reason.INVALID_RETENTION,
                    "retentionInDays is " + interactiveDays + ": use 4 to 730 days.");
        }
        if ((totalDays < 4 || totalDays > 730) && !YEAR_STEPS.contains(totalDays)) {
            throw new TableException(
                    TableException.Reason.INVALID_RETENTION,
                    "totalRetentionInDays is " + totalDays
                            + ": use 4 to 730 days, or 1095, 1460, 1826, 2191, 2556, 2922, 3288, 3653, 4018 or 4383.");
        }
        if (totalDays < interactiveDays) {
            throw new TableException(
                    TableException.Reason.INVALID_RETENTION,
                    "totalRetentionInDays (%d) is below retentionInDays (%d): raise it or leave it out."
                            .formatted(totalDays, interactiveDays));
        }
    }

    /**
     * This one where the owner has chosen nothing else than what the workspace says.
     *
     * @param days of the workspace: queryable, 4 to 730
     */
    Retention withDefault(int days) {
        if (!interactiveIsDefault) {
            return this;
        }
        return new Retention(days, totalIsDefault ? days : Math.max(days, totalDays), true, totalIsDefault);
    }
}
