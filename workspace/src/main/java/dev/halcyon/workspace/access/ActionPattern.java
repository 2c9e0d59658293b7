package dev.halcyon.workspace.access;

import java.util.List;
import java.util.Locale;

/** Patterns of actions, as role definitions write them: a star stands for any text, letter case for nothing. */
final class ActionPattern {

    private ActionPattern() {}

    static boolean any(List<String> patterns, String action) {
        for (String pattern : patterns) {
            if (matches(pattern, action)) {
                return true;
            }
        }
        return false;
    }

    /** Linear but for one step back per character: on a mismatch only the last star takes one character more. */
    static boolean matches(String pattern, String action) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String text = action.toLowerCase(Locale.ROOT);
        int at = 0;
        int star = -1;
        int resumeAt = 0;
        int index = 0;
        while (index < text.length()) {
            if (at < wanted.length() && wanted.charAt(at) == '*') {
                star = at++;
                resumeAt = index;
            } else if (at < wanted.length() && wanted.charAt(at) == text.charAt(index)) {
                at++;
                index++;
            } else if (star >= 0) {
                at = star + 1;
                index = ++resumeAt;
            } else {
                return false;
            }
        }
        while (at < wanted.length() && wanted.charAt(at) == '*') {
            at++;
        }
        return at == wanted.length();
    }
}
