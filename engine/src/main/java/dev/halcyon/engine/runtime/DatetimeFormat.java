package dev.halcyon.engine.runtime;

import dev.halcyon.kql.type.Ticks;

/** {@code format_datetime} (R46) and {@code format_timespan} (R47). */
final class DatetimeFormat {

    private DatetimeFormat() {}

    static String datetime(long ticks, String format) {
        StringBuilder text = new StringBuilder();
        int index = 0;
        while (index < format.length()) {
            char letter = format.charAt(index);
            int length = run(format, index, letter, longestDatetime(letter));
            datetimePart(text, ticks, letter, length);
            index += length;
        }
        return text.toString();
    }

    private static int longestDatetime(char letter) {
        return switch (letter) {
            case 'y' -> 4;
            case 'M', 'd', 'h', 'H', 'm', 's', 't' -> 2;
            case 'f', 'F' -> 7;
            default -> 1;
        };
    }

    private static void datetimePart(StringBuilder text, long ticks, char letter, int length) {
        var date = Calendar.date(ticks);
        long time = Math.floorMod(ticks, Ticks.PER_DAY);
        long hour = time / Ticks.PER_HOUR;
        switch (letter) {
            case 'y' -> {
                if (length >= 3) {
                    Calendar.padded(text, date.getYear(), 4);
                } else {
                    Calendar.padded(text, date.getYear() % 100, length);
                }
            }
            case 'M' -> Calendar.padded(text, date.getMonthValue(), length);
            case 'd' -> Calendar.padded(text, date.getDayOfMonth(), length);
            case 'H' -> Calendar.padded(text, hour, length);
            case 'h' -> Calendar.padded(text, hour % 12 == 0 ? 12 : hour % 12, length);
            case 'm' -> Calendar.padded(text, time / Ticks.PER_MINUTE % 60, length);
            case 's' -> Calendar.padded(text, time / Ticks.PER_SECOND % 60, length);
            case 't' -> text.append(hour < 12 ? "AM" : "PM");
            case 'f' -> text.append(fraction(time, length));
            case 'F' -> text.append(withoutZeros(fraction(time, length)));
            default -> text.append(letter);
        }
    }

    static String timespan(long ticks, String format) {
        StringBuilder text = new StringBuilder(ticks < 0 ? "-" : "");
        long size = Math.abs(ticks);
        int index = 0;
        while (index < format.length()) {
            char letter = format.charAt(index);
            int length = run(format, index, letter, longestTimespan(letter));
            switch (letter) {
                case 'd' -> Calendar.padded(text, size / Ticks.PER_DAY, length);
                case 'h', 'H' -> Calendar.padded(text, size / Ticks.PER_HOUR % 24, length);
                case 'm' -> Calendar.padded(text, size / Ticks.PER_MINUTE % 60, length);
                case 's' -> Calendar.padded(text, size / Ticks.PER_SECOND % 60, length);
                case 'f' -> text.append(fraction(size, length));
                case 'F' -> text.append(withoutZeros(fraction(size, length)));
                default -> text.append(letter);
            }
            index += length;
        }
        return text.toString();
    }

    private static int longestTimespan(char letter) {
        return switch (letter) {
            case 'd' -> 8;
            case 'h', 'H', 'm', 's' -> 2;
            case 'f', 'F' -> 7;
            default -> 1;
        };
    }

    private static int run(String format, int start, char letter, int longest) {
        int end = start;
        while (end < format.length() && end - start < longest && format.charAt(end) == letter) {
            end++;
        }
        return end - start;
    }

    private static String fraction(long ticks, int digits) {
        StringBuilder text = new StringBuilder();
        Calendar.padded(text, Math.floorMod(ticks, Ticks.PER_SECOND), 7);
        return text.substring(0, digits);
    }

    private static String withoutZeros(String digits) {
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
