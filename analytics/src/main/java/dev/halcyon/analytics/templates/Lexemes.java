package dev.halcyon.analytics.templates;

import static dev.halcyon.analytics.templates.Characters.ENDS_PATH;
import static dev.halcyon.analytics.templates.Characters.ENDS_URL;
import static dev.halcyon.analytics.templates.Characters.bitsOf;
import static dev.halcyon.analytics.templates.Characters.isAlphanumeric;
import static dev.halcyon.analytics.templates.Characters.isDigit;
import static dev.halcyon.analytics.templates.Characters.isHex;

/**
 * Recognises times, addresses and paths in a line. Each method says where what begins at {@code from} ends, or
 * {@link #NONE}. None looks further than what it recognises, so that a line is read in linear time.
 */
final class Lexemes {

    static final int NONE = -1;

    private static final int NAME = 3;
    private static final int JAN = ('j' << 16) | ('a' << 8) | 'n';
    private static final int FEB = ('f' << 16) | ('e' << 8) | 'b';
    private static final int MAR = ('m' << 16) | ('a' << 8) | 'r';
    private static final int APR = ('a' << 16) | ('p' << 8) | 'r';
    private static final int MAY = ('m' << 16) | ('a' << 8) | 'y';
    private static final int JUN = ('j' << 16) | ('u' << 8) | 'n';
    private static final int JUL = ('j' << 16) | ('u' << 8) | 'l';
    private static final int AUG = ('a' << 16) | ('u' << 8) | 'g';
    private static final int SEP = ('s' << 16) | ('e' << 8) | 'p';
    private static final int OCT = ('o' << 16) | ('c' << 8) | 't';
    private static final int NOV = ('n' << 16) | ('o' << 8) | 'v';
    private static final int DEC = ('d' << 16) | ('e' << 8) | 'c';
    private static final int MON = ('m' << 16) | ('o' << 8) | 'n';
    private static final int TUE = ('t' << 16) | ('u' << 8) | 'e';
    private static final int WED = ('w' << 16) | ('e' << 8) | 'd';
    private static final int THU = ('t' << 16) | ('h' << 8) | 'u';
    private static final int FRI = ('f' << 16) | ('r' << 8) | 'i';
    private static final int SAT = ('s' << 16) | ('a' << 8) | 't';
    private static final int SUN = ('s' << 16) | ('u' << 8) | 'n';

    private final char[] line;
    private int end;

    Lexemes(char[] line) {
        this.line = line;
    }

    /** Nothing from {@code end} on is read. */
    void limit(int end) {
        this.end = end;
    }

    private boolean at(int index, char c) {
        return index >= 0 && index < end && line[index] == c;
    }

    private boolean digitAt(int index) {
        return index < end && isDigit(line[index]);
    }

    /** The end of a run of digits of that length, and no longer. */
    private int digits(int from, int least, int most) {
        int index = from;
        while (index - from <= most && digitAt(index)) {
            index++;
        }
        int count = index - from;
        return count >= least && count <= most ? index : NONE;
    }

    /** What has been recognised must not run on into a word. */
    private int whole(int to) {
        return to >= 0 && (to >= end || !isAlphanumeric(line[to])) ? to : NONE;
    }

    /** A date, a time of day or both; {@code run} digits are at {@code from}. */
    int timeFromDigit(int from, int run) {
        if (!mayBeTime(from + run, run)) {
            return NONE;
        }
        int date = numericDate(from);
        if (date == NONE) {
            date = namedDate(from);
        }
        if (date != NONE) {
            return whole(timeAfterDate(date));
        }
        int time = timeOfDay(from, true);
        return time == NONE ? NONE : whole(zone(time));
    }

    /** What stands behind the first digits rules most numbers out. */
    private boolean mayBeTime(int next, int run) {
        return next < end
                && switch (line[next]) {
                    case '-' -> run <= 4 || run == 8;
                    case '/' -> run <= 4;
                    case ' ' -> run <= 2 && isMonth(next + 1);
                    case ':' -> run <= 2;
                    case 'T' -> run == 8;
                    default -> false;
                };
    }

    /** A date that begins with the name of a month or a weekday: {@code Mar 14 05:06:07 2023}. */
    int timeFromLetter(int from) {
        int index = from;
        if (isWeekday(index)) {
            index += NAME;
            index = at(index, ',') ? index + 1 : index;
            if (!at(index, ' ')) {
                return NONE;
            }
            index++;
            int named = namedDate(index);
            if (named != NONE) {
                return whole(timeAfterDate(named));
            }
        }
        if (!isMonth(index) || !at(index + NAME, ' ')) {
            return NONE;
        }
        index += NAME + 1;
        index = at(index, ' ') ? index + 1 : index;
        int day = digits(index, 1, 2);
        if (day == NONE) {
            return NONE;
        }
        day = at(day, ',') ? day + 1 : day;
        int year = at(day, ' ') ? digits(day + 1, 4, 4) : NONE;
        int date = year != NONE && whole(year) != NONE && !at(year, ':') ? year : day;
        int time = at(date, ' ') ? timeOfDay(date + 1, true) : NONE;
        if (time == NONE) {
            return date == year ? whole(date) : NONE;
        }
        time = zone(time);
        int yearAfter = at(time, ' ') ? whole(digits(time + 1, 4, 4)) : NONE;
        return whole(yearAfter == NONE || date == year ? time : yearAfter);
    }

    boolean isMonth(int from) {
        return switch (name(from)) {
            case JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC -> true;
            default -> false;
        };
    }

    boolean isWeekday(int from) {
        return switch (name(from)) {
            case MON, TUE, WED, THU, FRI, SAT, SUN -> true;
            default -> false;
        };
    }

    /** A word of three letters, small, as one number; 0 for what is none. */
    private int name(int from) {
        if (from + NAME > end || (from + NAME < end && isAlphanumeric(line[from + NAME]))) {
            return 0;
        }
        int first = line[from];
        int second = line[from + 1];
        int third = line[from + 2];
        return (first | second | third) < 128 ? ((first | 32) << 16) | ((second | 32) << 8) | third | 32 : 0;
    }

    /** {@code 2023-03-14}, {@code 14/3/23}, {@code 20230314T}. */
    private int numericDate(int from) {
        int first = digits(from, 1, 4);
        if (first == NONE) {
            int compact = digits(from, 8, 8);
            boolean timed = compact != NONE
                    && (at(from, '1') || at(from, '2'))
                    && (at(compact, 'T') || at(compact, '-'))
                    && digitAt(compact + 1);
            return timed && timeAfterDate(compact) != compact ? compact : NONE;
        }
        if (first - from == 3 || first >= end || (line[first] != '-' && line[first] != '/')) {
            return NONE;
        }
        char joiner = line[first];
        int second = digits(first + 1, 1, 2);
        if (second == NONE || !at(second, joiner)) {
            return NONE;
        }
        int third = digits(second + 1, 1, 4);
        boolean yearFirst = first - from == 4;
        int year = third - second - 1;
        if (third == NONE || (yearFirst ? year > 2 : year != 2 && year != 4)) {
            return NONE;
        }
        return at(third, joiner) && digitAt(third + 1) ? NONE : third;
    }

    /** {@code 14/Mar/2023}, {@code 14-Mar-23}, {@code 14 Mar 2023}. */
    private int namedDate(int from) {
        int day = digits(from, 1, 2);
        if (day == NONE || day >= end || "/- ".indexOf(line[day]) < 0 || !isMonth(day + 1)) {
            return NONE;
        }
        int month = day + 1 + NAME;
        return at(month, line[day]) ? digits(month + 1, 2, 4) : NONE;
    }

    private int timeAfterDate(int date) {
        if (date < end && joinsTime(line[date])) {
            int time = timeOfDay(date + 1, false);
            if (time == NONE && line[date] != ':' && line[date] != ' ') {
                time = digits(date + 1, 6, 6);
            }
            if (time != NONE) {
                return zone(time);
            }
        }
        return at(date, 'Z') ? date + 1 : date;
    }

    private static boolean joinsTime(char c) {
        return c == 'T' || c == ' ' || c == ':' || c == '-' || c == '_';
    }

    /** {@code 05:06:07.123}; without a date before it, seconds are required. */
    private int timeOfDay(int from, boolean alone) {
        int hour = digits(from, 1, 2);
        int minute = at(hour, ':') && hour != NONE ? digits(hour + 1, 2, 2) : NONE;
        if (minute == NONE) {
            return NONE;
        }
        int second = at(minute, ':') ? digits(minute + 1, 2, 2) : NONE;
        if (second == NONE) {
            return alone || at(minute, ':') ? NONE : minute;
        }
        if (at(second, '.') || at(second, ',') || at(second, ':')) {
            int fraction = digits(second + 1, 1, 9);
            return fraction == NONE ? second : fraction;
        }
        return second;
    }

    private int zone(int from) {
        if (at(from, 'Z')) {
            return from + 1;
        }
        int sign = at(from, ' ') ? from + 1 : from;
        if (at(sign, '+') || at(sign, '-')) {
            int hour = digits(sign + 1, 2, 2);
            if (hour != NONE && at(hour, ':')) {
                int minute = digits(hour + 1, 2, 2);
                return minute == NONE ? from : minute;
            }
            int both = whole(digits(sign + 1, 4, 4));
            return both != NONE ? both : hour != NONE && sign == from ? hour : from;
        }
        return from;
    }

    /** Four numbers of a byte and a port. */
    int ipv4(int from) {
        int index = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && !at(index++, '.')) {
                return NONE;
            }
            int start = index;
            index = digits(index, 1, 3);
            if (index == NONE || (index - start == 3 && line[start] > '2')) {
                return NONE;
            }
        }
        if (at(index, '.') && digitAt(index + 1)) {
            return NONE;
        }
        int port = at(index, ':') ? whole(digits(index + 1, 1, 5)) : NONE;
        return port != NONE && !at(port, ':') ? port : whole(index);
    }

    /** Groups of up to four hexadecimal digits between colons: an IPv6 address, else a MAC address or none. */
    int colonGroups(int from) {
        int index = from;
        int colons = 0;
        int group = 0;
        boolean digit = false;
        boolean pairs = true;
        boolean gap = false;
        while (index < end && (isHex(line[index]) || line[index] == ':') && colons < 9) {
            if (line[index] == ':') {
                pairs &= group == 2;
                gap |= at(index + 1, ':');
                colons++;
                group = 0;
            } else {
                digit |= isDigit(line[index]);
                if (++group > 4) {
                    return NONE;
                }
            }
            index++;
        }
        if (line[index - 1] == ':' && !at(index - 2, ':')) {
            index--;
            colons--;
        }
        boolean address = digit && (gap ? colons >= 2 && colons <= 7 : colons == 7);
        boolean hardware = colons == 5 && pairs && group == 2;
        return address || hardware ? whole(index) : NONE;
    }

    /** 8-4-4-4-12 hexadecimal digits. */
    int guid(int from) {
        int to = from + 36;
        if (to > end || line[from + 8] != '-') {
            return NONE;
        }
        for (int index = 0; index < 36; index++) {
            boolean joiner = index == 8 || index == 13 || index == 18 || index == 23;
            char c = line[from + index];
            if (joiner ? c != '-' : !isHex(c)) {
                return NONE;
            }
        }
        return whole(to);
    }

    /** What follows {@code ://}; {@code from} is behind it. */
    int url(int from) {
        int index = from;
        while (index < end && (bitsOf(line[index]) & ENDS_URL) == 0) {
            index++;
        }
        while (index > from && ".,;:!?)]}'".indexOf(line[index - 1]) >= 0) {
            index--;
        }
        return index;
    }

    /** The rest of a path with slashes or backslashes. */
    int path(int from) {
        int index = from;
        while (index < end && (bitsOf(line[index]) & ENDS_PATH) == 0) {
            index++;
        }
        while (index > from && line[index - 1] == '.') {
            index--;
        }
        return index;
    }
}
