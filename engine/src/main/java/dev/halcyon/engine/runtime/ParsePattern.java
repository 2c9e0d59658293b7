package dev.halcyon.engine.runtime;

import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of {@code parse kind=simple} and {@code kind=relaxed} (R117): every delimiter is searched once from where
 * the one before ended, so that a text is read once.
 */
final class ParsePattern implements TextParser {

    private enum Kind {
        DELIMITER,
        COLUMN,
        SKIP
    }

    private record Element(Kind kind, String text, ScalarType type) {}

    private final List<Element> elements;
    private final boolean relaxed;

    private ParsePattern(List<Element> elements, boolean relaxed) {
        this.elements = elements;
        this.relaxed = relaxed;
    }

    /** Reads the kind and the pairs behind it. */
    static ParsePattern read(List<String> instructions) {
        List<Element> elements = new ArrayList<>();
        for (int index = 1; index + 1 < instructions.size(); index += 2) {
            String text = instructions.get(index + 1);
            elements.add(
                    switch (instructions.get(index)) {
                        case "delimiter" -> new Element(Kind.DELIMITER, text, ScalarType.STRING);
                        case "column" -> new Element(Kind.COLUMN, "", ParsedCell.type(text));
                        default -> new Element(Kind.SKIP, "", ScalarType.STRING);
                    });
        }
        return new ParsePattern(elements, instructions.getFirst().equals("relaxed"));
    }

    /** The state of reading one text. */
    private final class Reading {
        private final String text;
        private final List<@Nullable String> cells = new ArrayList<>();
        private int position;
        private boolean skipping;
        private @Nullable ScalarType open;

        Reading(String text) {
            this.text = text;
        }

        /** False when the text does not match. */
        boolean take(Element element) {
            switch (element.kind()) {
                case SKIP -> skipping = true;
                case COLUMN -> {
                    if (open != null && !capture(open, text.length(), true)) {
                        return false;
                    }
                    open = element.type();
                    skipping = false;
                }
                case DELIMITER -> {
                    boolean anywhere = open != null || skipping;
                    int found = anywhere
                            ? text.indexOf(element.text(), position)
                            : text.startsWith(element.text(), position) ? position : -1;
                    if (found < 0 || (open != null && !capture(open, found, skipping))) {
                        return false;
                    }
                    open = null;
                    skipping = false;
                    position = found + element.text().length();
                }
            }
            return true;
        }

        boolean finish() {
            return open == null || capture(open, text.length(), true);
        }

        /** Takes the open column from here to {@code limit}, or less when only its type tells where it ends. */
        private boolean capture(ScalarType type, int limit, boolean typeEndsIt) {
            int end = typeEndsIt ? ParsedCell.end(text, position, limit, type) : limit;
            String cell = ParsedCell.convert(text.substring(position, end), type);
            cells.add(cell);
            position = end;
            return cell != null || relaxed;
        }
    }

    @Override
    public @Nullable List<@Nullable String> parse(String text) {
        Reading reading = new Reading(text);
        for (Element element : elements) {
            if (!reading.take(element)) {
                return null;
            }
        }
        return reading.finish() ? reading.cells : null;
    }
}
