package dev.halcyon.analytics.templates;

import static dev.halcyon.analytics.templates.Characters.ADDRESS_BIT;
import static dev.halcyon.analytics.templates.Characters.DIGIT_BIT;
import static dev.halcyon.analytics.templates.Characters.DOUBLE_QUOTE;
import static dev.halcyon.analytics.templates.Characters.ENDS_WORD;
import static dev.halcyon.analytics.templates.Characters.HEX_BIT;
import static dev.halcyon.analytics.templates.Characters.LETTER;
import static dev.halcyon.analytics.templates.Characters.LETTER_BIT;
import static dev.halcyon.analytics.templates.Characters.SEPARATOR;
import static dev.halcyon.analytics.templates.Characters.SINGLE_QUOTE;
import static dev.halcyon.analytics.templates.Characters.SPACE;
import static dev.halcyon.analytics.templates.Characters.bitsOf;
import static dev.halcyon.analytics.templates.Characters.classOf;
import static dev.halcyon.analytics.templates.Characters.isAlphanumeric;
import static dev.halcyon.analytics.templates.Characters.isDigit;
import static dev.halcyon.analytics.templates.Characters.isHex;

import java.util.Arrays;

/**
 * Cuts a line into tokens and puts placeholders for what varies in most logs: numbers, times, addresses, identifiers,
 * paths. The result is the line's form: tokens, each after {@link #SPACED} or {@link #JOINED}, with the signs of
 * {@link Placeholder} in them. A text in quotes is one token, because it is a value whatever words are in it; the name
 * before a colon or equals sign is none.
 *
 * <p>Written by hand instead of as regular expressions because every character of millions of lines passes here. Used by
 * one thread; arrays grow once and are kept.
 */
final class LineScanner {

    /** A token after white space, however much. */
    static final char SPACED = 1;

    /** A token right after another. */
    static final char JOINED = 2;

    /** White space within quotes. */
    static final char INNER_SPACE = 3;

    /** What is behind says little about the template and much about how long a line may get. */
    static final int MOST_CHARACTERS = 4096;

    static final int MOST_TOKENS = 256;

    private static final int MOST_QUOTED = 1024;
    private static final int LONGEST_UNIT = 3;
    private static final int SHORTEST_HEX = 8;
    private static final int LONG_RUN = 12;
    private static final int LONGEST_GROUP = 4;
    private static final int LONGEST_DAY = 2;
    private static final int LONGEST_BYTE = 3;
    private static final int GUID_LENGTH = 36;
    private static final int NAME = 3;

    /** The bits of a chunk of nothing but digits. */
    private static final int DIGITS = DIGIT_BIT | HEX_BIT;

    private final boolean masking;
    private final char[] line = new char[MOST_CHARACTERS];
    private final Lexemes lexemes = new Lexemes(line);
    private final char[] form = new char[2 * MOST_CHARACTERS + 4];
    private final int[] tokenFrom = new int[MOST_TOKENS + 2];
    private final int[] tokenTo = new int[MOST_TOKENS + 2];
    private final int[] maskFrom = new int[MOST_CHARACTERS];
    private final int[] maskTo = new int[MOST_CHARACTERS];
    private final int[] valueToken = new int[MOST_TOKENS + 2];
    private final int[] valueMasks = new int[MOST_TOKENS + 2];
    private int formLength;
    private int tokens;
    private int masks;
    private int values;
    private int tokenForm;
    private boolean quoted;
    /** What the token at work has: letters, and placeholders that are parts of words. */
    private boolean hasLetters;

    private boolean hasParts;

    LineScanner(boolean masking) {
        this.masking = masking;
    }

    /** Reads a line; the accessors then tell of it. */
    void scan(String text) {
        int length = Math.min(text.length(), MOST_CHARACTERS);
        text.getChars(0, length, line, 0);
        lexemes.limit(length);
        formLength = 0;
        tokens = 0;
        masks = 0;
        values = 0;
        quoted = false;
        int rest = scan(0, length);
        if (rest < length || length < text.length()) {
            beginToken(rest, true);
            mask(Placeholder.REST, rest, length);
            endToken(length);
        }
    }

    /** The characters of the line, up to {@link #MOST_CHARACTERS}. */
    char[] line() {
        return line;
    }

    char[] form() {
        return form;
    }

    int formLength() {
        return formLength;
    }

    /** Four characters a step, because each step waits for the one before. */
    int hash() {
        int hash = 1;
        int index = 0;
        for (; index + 4 <= formLength; index += 4) {
            hash = 31 * 31 * 31 * 31 * hash
                    + 31 * 31 * 31 * form[index]
                    + 31 * 31 * form[index + 1]
                    + 31 * form[index + 2]
                    + form[index + 3];
        }
        for (; index < formLength; index++) {
            hash = 31 * hash + form[index];
        }
        return hash ^ (hash >>> 16);
    }

    int tokens() {
        return tokens;
    }

    int tokenFrom(int token) {
        return tokenFrom[token];
    }

    int tokenTo(int token) {
        return tokenTo[token];
    }

    /**
     * The number of tokens that differ between lines of one form: those with placeholders, and those in quotes, where the
     * form has white space and rulers shortened.
     */
    int values() {
        return values;
    }

    /** The token that a value is. */
    int valueToken(int value) {
        return valueToken[value];
    }

    /** The end of a value's placeholders; they begin where those of the value before end. */
    int valueMasks(int value) {
        return valueMasks[value];
    }

    int maskFrom(int mask) {
        return maskFrom[mask];
    }

    int maskTo(int mask) {
        return maskTo[mask];
    }

    /** Where it stopped: {@code to}, or before when there are too many tokens. */
    private int scan(int from, int to) {
        int index = from;
        boolean spaced = true;
        while (index < to) {
            char c = line[index];
            byte kind = classOf(c);
            if (kind == SPACE) {
                if (quoted && form[formLength - 1] != INNER_SPACE) {
                    form[formLength++] = INNER_SPACE;
                }
                spaced = true;
                index++;
                continue;
            }
            if (tokens == MOST_TOKENS) {
                return index;
            }
            if (kind == SEPARATOR) {
                index = separator(index, to, spaced);
            } else if (kind == DOUBLE_QUOTE || kind == SINGLE_QUOTE) {
                index = quote(index, to, spaced);
            } else {
                index = chunk(index, to, spaced);
            }
            spaced = false;
        }
        return index;
    }

    private void beginToken(int from, boolean spaced) {
        tokenForm = formLength;
        hasLetters = false;
        hasParts = false;
        if (!quoted) {
            form[formLength++] = spaced ? SPACED : JOINED;
            tokenForm = formLength;
            tokenFrom[tokens] = from;
        }
    }

    private void endToken(int to) {
        if (!quoted) {
            if (masks > (values == 0 ? 0 : valueMasks[values - 1])) {
                addValue();
            }
            tokenTo[tokens++] = to;
        }
    }

    private void addValue() {
        valueToken[values] = tokens;
        valueMasks[values++] = masks;
    }

    /** Rulers of equal signs are as long as somebody liked. */
    private int separator(int from, int to, boolean spaced) {
        int end = from + 1;
        while (end < to && line[end] == line[from]) {
            end++;
        }
        beginToken(from, spaced);
        for (int count = Math.min(end - from, 3); count > 0; count--) {
            form[formLength++] = line[from];
        }
        endToken(end);
        return end;
    }

    private int quote(int from, int to, boolean spaced) {
        int close = masking && !quoted ? closingQuote(from, to) : Lexemes.NONE;
        beginToken(from, spaced);
        form[formLength++] = line[from];
        if (close == Lexemes.NONE) {
            endToken(from + 1);
            return from + 1;
        }
        quoted = true;
        scan(from + 1, close);
        quoted = false;
        form[formLength++] = line[from];
        int end = Math.min(close + 1, to);
        addValue();
        tokenTo[tokens++] = end;
        return end;
    }

    /** Where the quoted text ends; {@code to} when the line was cut off within it. */
    private int closingQuote(int from, int to) {
        char quote = line[from];
        if (from > 0 && isAlphanumeric(line[from - 1])) {
            return Lexemes.NONE;
        }
        int last = Math.min(to, from + MOST_QUOTED);
        for (int index = from + 1; index < last; index++) {
            if (line[index] == '\\') {
                index++;
            } else if (line[index] == quote && (quote == '"' || !followedByWord(index, to))) {
                return index;
            }
        }
        boolean cutOff = quote == '"' && last == to && from + 1 < to && classOf(line[from + 1]) != SPACE;
        return cutOff ? to : Lexemes.NONE;
    }

    private boolean followedByWord(int index, int to) {
        return index + 1 < to && isAlphanumeric(line[index + 1]);
    }

    /** What stands between separators: most often a plain word or number, which the first loop copies. */
    private int chunk(int from, int to, boolean spaced) {
        beginToken(from, spaced);
        int shift = formLength - from;
        int end = from;
        int bits = 0;
        while (end < to) {
            char c = line[end];
            int bitsOfCharacter = bitsOf(c);
            if ((bitsOfCharacter & ENDS_WORD) != 0 && !(c == '\'' && isApostrophe(end, to))) {
                break;
            }
            bits |= bitsOfCharacter;
            form[shift + end] = c;
            end++;
        }
        boolean plain = (bits & (DIGIT_BIT | ADDRESS_BIT)) == 0;
        if (!masking || (plain && !mayBegin(from, end, to))) {
            formLength += end - from;
            endToken(end);
            return end;
        }
        if (bits == DIGITS && !mayGoOn(end - from, end, to)) {
            mask(Placeholder.NUM, from, end);
            endToken(end);
            return end;
        }
        int done = structured(from, end, to, bits);
        while (done < end) {
            done = part(done, from, end);
        }
        generalize();
        endToken(done);
        return done;
    }

    private boolean isApostrophe(int index, int to) {
        return index > 0 && index + 1 < to && classOf(line[index - 1]) == LETTER && classOf(line[index + 1]) == LETTER;
    }

    /** True when a word without digits may begin a time, an address or a path that goes on behind it. */
    private boolean mayBegin(int from, int end, int to) {
        if (end >= to) {
            return false;
        }
        return switch (line[end]) {
            case ':' ->
                (end - from <= LONGEST_GROUP && isHex(line[from]))
                        || (end + 2 < to && (line[end + 1] == '/' || line[end + 1] == '\\'));
            case ' ', ',' ->
                end - from == NAME && line[from] < 'a' && (lexemes.isMonth(from) || lexemes.isWeekday(from));
            default -> false;
        };
    }

    /** True when so many digits may begin a time, an address or a path that goes on behind them. */
    private boolean mayGoOn(int digits, int end, int to) {
        return end < to
                && (line[end] == ':' || (line[end] == ' ' && digits <= LONGEST_DAY && lexemes.isMonth(end + 1)));
    }

    /** Takes what may reach beyond the chunk; returns where it ends, {@code from} when there is nothing. */
    private int structured(int from, int end, int to, int bits) {
        char first = line[from];
        if (isDigit(first)) {
            int run = 1;
            while (from + run < end && isDigit(line[from + run])) {
                run++;
            }
            int time = lexemes.timeFromDigit(from, run);
            if (time != Lexemes.NONE) {
                return masked(Placeholder.TIME, from, time);
            }
            int address = run <= LONGEST_BYTE && from + run < end && line[from + run] == '.'
                    ? lexemes.ipv4(from)
                    : Lexemes.NONE;
            if (address != Lexemes.NONE) {
                return masked(Placeholder.IP, from, address);
            }
        } else if (end - from == NAME) {
            int time = lexemes.timeFromLetter(from);
            if (time != Lexemes.NONE) {
                return masked(Placeholder.TIME, from, time);
            }
        }
        boolean hex = isHex(first);
        if (hex && end - from >= GUID_LENGTH) {
            int guid = lexemes.guid(from);
            if (guid != Lexemes.NONE) {
                return masked(Placeholder.GUID, from, guid);
            }
        }
        boolean colon = end < to && line[end] == ':';
        if (hex && colon && end - from <= LONGEST_GROUP) {
            int groups = lexemes.colonGroups(from);
            if (groups != Lexemes.NONE) {
                return masked(Placeholder.IP, from, groups);
            }
        }
        if (colon && end - from > 1 && end + 2 < to && line[end + 1] == '/' && line[end + 2] == '/') {
            return masked(Placeholder.URL, from, lexemes.url(end + 3));
        }
        if (colon && end - from == 1 && end + 2 < to && line[end + 1] == '\\') {
            return masked(Placeholder.PATH, from, lexemes.path(end + 2));
        }
        return (bits & ADDRESS_BIT) == 0 ? from : address(from, end);
    }

    /** Paths begin with a slash or have two; {@code and/or} is a word. */
    private int address(int from, int end) {
        int slashes = 0;
        int at = Lexemes.NONE;
        for (int index = from; index < end; index++) {
            slashes += line[index] == '/' || line[index] == '\\' ? 1 : 0;
            at = line[index] == '@' ? index : at;
        }
        boolean absolute = (line[from] == '/' || line[from] == '~' || line[from] == '\\' || line[from] == '.')
                && end - from > 1
                && slashes > 0;
        if (absolute || slashes > 1) {
            return masked(Placeholder.PATH, from, Math.max(lexemes.path(from), from + 1));
        }
        boolean mail = at > from && at + 1 < end && isAlphanumeric(line[at - 1]) && isAlphanumeric(line[at + 1]);
        return mail && slashes == 0 ? masked(Placeholder.EMAIL, from, end) : from;
    }

    private int masked(Placeholder placeholder, int from, int to) {
        mask(placeholder, from, to);
        return to;
    }

    /** A run of letters and digits, or one symbol. */
    private int part(int from, int start, int end) {
        char c = line[from];
        if (!isAlphanumeric(c)) {
            form[formLength++] = c;
            return from + 1;
        }
        if (from > start && line[from - 1] != '.' && from + 6 < end && isDigit(c)) {
            int address = lexemes.ipv4(from);
            if (address != Lexemes.NONE && address <= end) {
                return masked(Placeholder.IP, from, address);
            }
        }
        int to = from;
        int digits = 0;
        int hex = 0;
        int changes = 0;
        int before = bitsOf(c) & DIGIT_BIT;
        while (to < end) {
            int bits = bitsOf(line[to]);
            if ((bits & (LETTER_BIT | DIGIT_BIT)) == 0) {
                break;
            }
            int digit = bits & DIGIT_BIT;
            changes += digit == before ? 0 : 1;
            before = digit;
            digits += digit == 0 ? 0 : 1;
            hex += (bits & HEX_BIT) == 0 ? 0 : 1;
            to++;
        }
        int length = to - from;
        if (digits == 0) {
            System.arraycopy(line, from, form, formLength, length);
            formLength += length;
            hasLetters = true;
        } else if (digits == length) {
            number(from, to, start);
        } else if (isDigit(c) && changes == 1 && length - digits <= LONGEST_UNIT) {
            number(from, to, start);
        } else if ((hex == length && length >= SHORTEST_HEX) || isPrefixedHex(from, length, hex)) {
            mask(Placeholder.HEX, from, to);
        } else if (changes >= 3 || (changes == 2 && length >= LONG_RUN)) {
            mask(Placeholder.ID, from, to);
        } else {
            lettersAndDigits(from, to);
        }
        return to;
    }

    private boolean isPrefixedHex(int from, int length, int hex) {
        return length > 2 && hex == length - 1 && line[from] == '0' && (line[from + 1] | 32) == 'x';
    }

    /** A sign belongs to the number when it joins nothing. */
    private void number(int from, int to, int start) {
        boolean signed = from > start
                && (line[from - 1] == '-' || line[from - 1] == '+')
                && (from - 1 == start || !isAlphanumeric(line[from - 2]));
        if (signed && form[formLength - 1] == line[from - 1]) {
            formLength--;
            mask(Placeholder.NUM, from - 1, to);
        } else {
            mask(Placeholder.NUM, from, to);
        }
    }

    private void lettersAndDigits(int from, int to) {
        hasLetters = true;
        int index = from;
        while (index < to) {
            int start = index;
            while (index < to && isDigit(line[index])) {
                index++;
            }
            if (index > start) {
                mask(Placeholder.NUM, start, index);
            } else {
                form[formLength++] = line[index++];
            }
        }
    }

    /** Adds a placeholder; parts joined by a point, a hyphen or an underscore are one. */
    private void mask(Placeholder placeholder, int from, int to) {
        int last = formLength - 1;
        if (last > tokenForm
                && isJoiner(form[last])
                && masks > 0
                && maskTo[masks - 1] == from - 1
                && placeholder.isPartOfWords()
                && Placeholder.isPartOfWords(form[last - 1])) {
            boolean numbers = placeholder == Placeholder.NUM && form[last - 1] == Placeholder.NUM.sign();
            form[last - 1] = (numbers ? Placeholder.NUM : Placeholder.ID).sign();
            formLength--;
            maskTo[masks - 1] = to;
            return;
        }
        form[formLength++] = placeholder.sign();
        hasParts |= placeholder.isPartOfWords();
        maskFrom[masks] = from;
        maskTo[masks++] = to;
    }

    private static boolean isJoiner(char c) {
        return c == '.' || c == '-' || c == '_';
    }

    /**
     * In a token with letters, numbers and identifiers are the same placeholder: whether {@code node-7f3a} has one or the
     * other depends on the value.
     */
    private void generalize() {
        for (int index = tokenForm; hasLetters && hasParts && index < formLength; index++) {
            if (Placeholder.isPartOfWords(form[index])) {
                form[index] = Placeholder.PART.sign();
            }
        }
    }

    /** True where a token of a form ends. */
    static boolean isBoundary(char c) {
        return c == SPACED || c == JOINED;
    }

    /** True for a form's token of quoted text; a quote alone is a token like others. */
    static boolean isQuoted(char[] form, int token) {
        return (form[token] == '"' || form[token] == '\'') && token + 1 < form.length && !isBoundary(form[token + 1]);
    }

    /** The form as a lasting array. */
    char[] copyOfForm() {
        return Arrays.copyOf(form, formLength);
    }
}
