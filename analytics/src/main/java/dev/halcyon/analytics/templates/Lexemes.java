package dev.halcyon.analytics.templates;

import static dev.halcyon.analytics.templates.Characters.isAlphanumeric;
import static dev.halcyon.analytics.templates.Characters.isDigit;
import static dev.halcyon.analytics.templates.Characters.isHex;

/**
 * Recognises times, addresses and paths in a line. Each method says where what begins at {@code from} ends, or
 * {@link #NONE}. None looks further than what it recognises, so that a line is read in linear time.
 */
final class Lexemes {

    static final int NONE = -1;

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String WEEKDAYS = "montuewedthufrisatsun";

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

    /** A date, a time of day or both; {@code from} is at a digit. */
    int timeFromDigit(int from) {
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

    /** A date that begins with the name of a month or a weekday: {@code Mar 14 05:06:07 2023}. */
    int timeFromLetter(int from) {
        int index = from;
        if (isName(index, WEEKDAYS)) {
            index += 3;
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
        if (!isName(index, MONTHS) || !at(index + 3, ' ')) {
            return NONE;
        }
        index += 4;
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

    private boolean isName(int from, String names) {
        if (from + 3 > end || (from + 3 < end && isAlphanumeric(line[from + 3]))) {
            return false;
        }
        for (int name = 0; name < names.length(); name += 3) {
            if ((line[from] | 32) == names.charAt(name)
                    && (line[from + 1] | 32) == names.charAt(name + 1)
                    && (line[from + 2] | 32) == names.charAt(name + 2)) {
                return true;
            }
        }
        return false;
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
        if (day == NONE || day >= end || "/- ".indexOf(line[day]) < 0 || !isName(day + 1, MONTHS)) {
            return NONE;
        }
        int month = day + 4;
        return at(month, line[day]) ? digits(month + 1, 2, 4) : NONE;
    }

    private int timeAfterDate(int date) {
        if (date < end && "T :-_".indexOf(line[date]) >= 0) {
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
        if (second < end && ".,:".indexOf(line[second]) >= 0) {
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
        while (index < end && line[index] > ' ' && "\"'<>|`".indexOf(line[index]) < 0) {
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
        while (index < end && line[index] > ' ' && "\"'<>|`,;()[]{}:".indexOf(line[index]) < 0) {
            index++;
        }
        while (index > from && line[index - 1] == '.') {
            index--;
        }
        return index;
    }
}
