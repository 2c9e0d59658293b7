package dev.halcyon.engine.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes JSON text (RFC 8259); of duplicate keys the last wins (R66). */
public final class JsonText {

    private static final int DEEPEST = 512;

    private final String text;
    private int position;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /** The value of a text; empty when it is no JSON. */
    public static Optional<Json> parse(String text) {
        JsonText reader = new JsonText(text);
        try {
            reader.skipSpace();
            Json value = reader.value();
            reader.skipSpace();
            return reader.position == text.length() ? Optional.of(value) : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /** The value of a text that is JSON; a string holding the text when it is not. */
    static Json read(String text) {
        return parse(text).orElseGet(() -> new Json.Text(text));
    }

    /** The elements of an array as plain texts; of anything else its own text. */
    public static List<String> elementTexts(String json) {
        return read(json) instanceof Json.Array array
                ? array.elements().stream().map(Json::plainText).toList()
                : List.of(read(json).plainText());
    }

    static void write(Json value, StringBuilder target) {
        switch (value) {
            case Json.Null empty -> target.append("null");
            case Json.Bool bool -> target.append(bool.value());
            case Json.Numeric number -> target.append(number.text());
            case Json.Text string -> quote(string.value(), target);
            case Json.Array array -> {
                target.append('[');
                for (int index = 0; index < array.elements().size(); index++) {
                    target.append(index > 0 ? "," : "");
                    write(array.elements().get(index), target);
                }
                target.append(']');
            }
            case Json.Bag bag -> {
                target.append('{');
                boolean first = true;
                for (Map.Entry<String, Json> member : bag.members().entrySet()) {
                    target.append(first ? "" : ",");
                    first = false;
                    quote(member.getKey(), target);
                    target.append(':');
                    write(member.getValue(), target);
                }
                target.append('}');
            }
        }
    }

    static void quote(String string, StringBuilder target) {
        target.append('"');
        for (int index = 0; index < string.length(); index++) {
            char c = string.charAt(index);
            switch (c) {
                case '"' -> target.append("\\\"");
                case '\\' -> target.append("\\\\");
                case '\n' -> target.append("\\n");
                case '\r' -> target.append("\\r");
                case '\t' -> target.append("\\t");
                case '\b' -> target.append("\\b");
                case '\f' -> target.append("\\f");
                default -> {
                    if (c < ' ') {
                        target.append("\\u%04x".formatted((int) c));
                    } else {
                        target.append(c);
                    }
                }
            }
        }
        target.append('"');
    }

    private Json value() {
        if (position >= text.length()) {
            throw new Malformed();
        }
        char c = text.charAt(position);
        return switch (c) {
            case '{' -> bag();
            case '[' -> array();
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", Json.nothing());
            default -> number();
        };
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, position)) {
            throw new Malformed();
        }
        position += word.length();
        return value;
    }

    private Json bag() {
        enter();
        Map<String, Json> members = new LinkedHashMap<>();
        if (!close('}')) {
            do {
                skipSpace();
                String key = string();
                skipSpace();
                expect(':');
                skipSpace();
                members.put(key, value());
                skipSpace();
            } while (comma());
            expect('}');
        }
        depth--;
        return new Json.Bag(members);
    }

    private Json array() {
        enter();
        List<Json> elements = new ArrayList<>();
        if (!close(']')) {
            do {
                skipSpace();
                elements.add(value());
                skipSpace();
            } while (comma());
            expect(']');
        }
        depth--;
        return new Json.Array(elements);
    }

    private void enter() {
        position++;
        depth++;
        if (depth > DEEPEST) {
            throw new Malformed();
        }
        skipSpace();
    }

    private boolean close(char bracket) {
        if (position < text.length() && text.charAt(position) == bracket) {
            position++;
            return true;
        }
        return false;
    }

    private boolean comma() {
        return close(',');
    }

    private void expect(char c) {
        if (!close(c)) {
            throw new Malformed();
        }
    }

    private String string() {
        if (position >= text.length() || text.charAt(position) != '"') {
            throw new Malformed();
        }
        int start = ++position;
        int end = text.indexOf('"', start);
        if (end >= 0 && text.substring(start, end).indexOf('\\') < 0) {
            position = end + 1;
            return checked(text.substring(start, end));
        }
        StringBuilder content = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return content.toString();
            }
            if (c < ' ') {
                throw new Malformed();
            }
            content.append(c == '\\' ? escaped() : c);
        }
        throw new Malformed();
    }

    private static String checked(String content) {
        if (content.chars().anyMatch(c -> c < ' ')) {
            throw new Malformed();
        }
        return content;
    }

    private char escaped() {
        if (position >= text.length()) {
            throw new Malformed();
        }
        char c = text.charAt(position++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw new Malformed();
        };
    }

    private char unicode() {
        if (position + 4 > text.length()) {
            throw new Malformed();
        }
        try {
            int code = Integer.parseInt(text, position, position + 4, 16);
            position += 4;
            return (char) code;
        } catch (NumberFormatException e) {
            throw new Malformed();
        }
    }

    private Json number() {
        int start = position;
        accept('-');
        int integer = digits();
        if (integer == 0 || (integer > 1 && text.charAt(position - integer) == '0')) {
            throw new Malformed();
        }
        if (accept('.') && digits() == 0) {
            throw new Malformed();
        }
        if (accept('e') || accept('E')) {
            if (!accept('+')) {
                accept('-');
            }
            if (digits() == 0) {
                throw new Malformed();
            }
        }
        return new Json.Numeric(text.substring(start, position));
    }

    private boolean accept(char c) {
        return close(c);
    }

    private int digits() {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        return position - start;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** Ends the reading of a text that is no JSON. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed", null, false, false);
        }
    }
}
