package dev.halcyon.kql.bind;

import java.util.ArrayList;
import java.util.List;

/** Reads the strings of a constant JSON array; other elements are left out. */
final class ConstantArrays {

    private final String json;
    private int position;

    private ConstantArrays(String json) {
        this.json = json;
    }

    static List<String> texts(String json) {
        return new ConstantArrays(json).read();
    }

    private List<String> read() {
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
                }
            }
            position++;
        }
        return texts;
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
