package dev.halcyon.engine.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line as Windows programs do: blanks outside quotation marks separate, backslashes before a
 * quotation mark count half, an odd one makes it an ordinary character, two marks inside quotation are one.
 */
final class CommandLine {

    private CommandLine() {}

    static List<String> split(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean started = false;
        boolean quoted = false;
        int index = 0;
        while (index < line.length()) {
            char c = line.charAt(index);
            if (c == '\\') {
                int end = index;
                while (end < line.length() && line.charAt(end) == '\\') {
                    end++;
                }
                int count = end - index;
                boolean beforeQuote = end < line.length() && line.charAt(end) == '"';
                argument.repeat('\\', beforeQuote ? count / 2 : count);
                if (beforeQuote && count % 2 == 1) {
                    argument.append('"');
                    end++;
                }
                started = true;
                index = end;
            } else if (c == '"') {
                if (quoted && index + 1 < line.length() && line.charAt(index + 1) == '"') {
                    argument.append('"');
                    index++;
                } else {
                    quoted = !quoted;
                }
                started = true;
                index++;
            } else if (!quoted && isBlank(c)) {
                if (started) {
                    arguments.add(argument.toString());
                    argument.setLength(0);
                    started = false;
                }
                index++;
            } else {
                argument.append(c);
                started = true;
                index++;
            }
        }
        if (started) {
            arguments.add(argument.toString());
        }
        return arguments;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
