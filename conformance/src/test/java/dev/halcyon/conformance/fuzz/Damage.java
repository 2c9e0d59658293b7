package dev.halcyon.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change to the words of a text.
 *
 * @param place how far into the text, in {@link #PLACES}ths
 * @param fragment what is put there by some changes
 * @param query a whole query, which is put there by another
 */
record Damage(Kind kind, int place, String fragment, String query) {

    static final int PLACES = 1_000;

    private static final Pattern WORD = Pattern.compile("\\w+|\\s+|[^\\w\\s]");

    /** In the order in which a failing example is made simpler. */
    enum Kind {
        CUT_END,
        CUT_BEGINNING,
        REMOVE,
        REPLACE,
        INSERT,
        REPEAT,
        INSERT_QUERY
    }

    /** The text after all changes. */
    static String apply(String text, List<Damage> damages) {
        if (damages.isEmpty()) {
            return text;
        }
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        for (Damage damage : damages) {
            if (!words.isEmpty()) {
                damage.apply(words);
            }
        }
        return String.join("", words);
    }

    private void apply(List<String> words) {
        int index = (int) ((long) place * words.size() / PLACES);
        switch (kind) {
            case CUT_END -> words.subList(index, words.size()).clear();
            case CUT_BEGINNING -> words.subList(0, index).clear();
            case REMOVE -> words.remove(index);
            case REPLACE -> words.set(index, fragment);
            case INSERT -> words.add(index, fragment);
            case REPEAT -> words.add(index, words.get(words.size() - 1 - index));
            case INSERT_QUERY -> words.add(index, query);
        }
    }
}
