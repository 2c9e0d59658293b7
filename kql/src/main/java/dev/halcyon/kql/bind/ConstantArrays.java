package dev.halcyon.kql.bind;

import java.util.ArrayList;
import java.util.List;

/** Reads the elements of a constant JSON array. */
final class ConstantArrays {

    private final String json;
    private int position;

    private ConstantArrays(String json) {
        this.json = json;
    }

    /** The strings; other elements are left out. */
    static List<String> texts(String json) {
        return new ConstantArrays(json).read(false);
    }

    /** The strings and the texts of numbers and truth values; arrays, bags and nulls are left out. */
    static List<String> scalars(String json) {
        return new ConstantArrays(json).read(true);
    }

    private List<String> read(boolean scalars) {
        List<String> texts = new ArrayList<>();
        int depth = 0;
        while (position < json.length()) {
            char c = json.charAt(position);
            switch (c) {
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                default -> {
                    if (c == '"') {
                        String text = string();
                        if (depth == 1 && json.startsWith("[")) {
                            texts.add(text);
                        }
                        continue;
                    }
                    if (scalars && depth == 1 && (Character.isLetterOrDigit(c) || c == '-')) {
                        String word = word();
                        if (!word.equals("null")) {
                            texts.add(word);
                        }
                        continue;
                    }
                }
            }
            position++;
        }
        return texts;
    }

    private String word() {
        int start = position;
        while (position < json.length() && ",]} \n\t\r".indexOf(json.charAt(position)) < 0) {
            position++;
        }
        return json.substring(start, position);
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        position++;
        while (position < json.length() && json.charAt(position) != '"') {
            char c = json.charAt(position++);
            if (c != '\\' || position >= json.length()) {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(position++);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    int end = Math.min(position + 4, json.length());
                    text.append((char) Integer.parseInt(json.substring(position, end), 16));
                    position = end;
                }
                default -> text.append(escaped);
            }
        }
        position++;
        return text.toString();
    }
}
