package dev.halcyon.learn.feature;

import java.time.LocalDate;

/** A calendar part of a point in time, in UTC (Gregorian calendar). */
public enum DatePart {
    /** 1 … 9999. */
    YEAR("Year"),
    /** 1 … 12. */
    MONTH("Month"),
    /** Day of the month, 1 … 31. */
    DAY("Day"),
    /** Monday is 1, Sunday is 7. */
    DAY_OF_WEEK("DayOfWeek"),
    /** 1 … 366. */
    DAY_OF_YEAR("DayOfYear"),
    /** 0 … 23. */
    HOUR("Hour"),
    /** 0 … 59. */
    MINUTE("Minute");

    private static final long TICKS_PER_MINUTE = 60 * Ticks.PER_SECOND;

    private final String columnName;

    DatePart(String columnName) {
        this.columnName = columnName;
    }

    /** The name of the feature made of this part. */
    public String columnName() {
        return columnName;
    }

    /** This part of the given ticks (see {@link Ticks}). */
    public int of(long ticks) {
        long timeOfDay = Math.floorMod(ticks, Ticks.PER_DAY);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(ticks, Ticks.PER_DAY) - Ticks.EPOCH_DAY);
        return switch (this) {
            case YEAR -> date.getYear();
            case MONTH -> date.getMonthValue();
            case DAY -> date.getDayOfMonth();
            case DAY_OF_WEEK -> date.getDayOfWeek().getValue();
            case DAY_OF_YEAR -> date.getDayOfYear();
            case HOUR -> (int) (timeOfDay / Ticks.PER_HOUR);
            case MINUTE -> (int) (timeOfDay % Ticks.PER_HOUR / TICKS_PER_MINUTE);
        };
    }

    /** A column of this part for every given point in time. */
    public NumericColumn column(long[] ticks) {
        return NumericColumn.of(columnName, ticks.length, row -> of(ticks[row]));
    }
}
