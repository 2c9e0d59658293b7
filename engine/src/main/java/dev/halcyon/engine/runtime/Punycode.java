package dev.halcyon.engine.runtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Punycode (RFC 3492): Unicode text in letters, digits and hyphens. */
final class Punycode {

    private static final int BASE = 36;
    private static final int SMALLEST_THRESHOLD = 1;
    private static final int LARGEST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMPING = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE_POINT = 128;
    private static final String MARK = "xn--";
    /** The characters that separate the labels of a domain (RFC 3490). */
    private static final String SEPARATORS = "[.\u3002\uFF0E\uFF61]";

    private Punycode() {}

    static String encode(String text) {
        int[] input = text.codePoints().toArray();
        StringBuilder output = new StringBuilder();
        for (int codePoint : input) {
            if (codePoint < FIRST_CODE_POINT) {
                output.append((char) codePoint);
            }
        }
        int basic = output.length();
        int handled = basic;
        if (basic > 0) {
            output.append('-');
        }
        int current = FIRST_CODE_POINT;
        long delta = 0;
        int bias = FIRST_BIAS;
        while (handled < input.length) {
            int next = Integer.MAX_VALUE;
            for (int codePoint : input) {
                next = codePoint >= current ? Math.min(next, codePoint) : next;
            }
            delta += (long) (next - current) * (handled + 1);
            current = next;
            for (int codePoint : input) {
                if (codePoint < current) {
                    delta++;
                } else if (codePoint == current) {
                    writeNumber(delta, bias, output);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            current++;
        }
        return output.toString();
    }

    private static void writeNumber(long number, int bias, StringBuilder output) {
        long rest = number;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                output.append(digit((int) rest));
                return;
            }
            output.append(digit((int) (threshold + (rest - threshold) % (BASE - threshold))));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static int threshold(int k, int bias) {
        return Math.clamp(k - (long) bias, SMALLEST_THRESHOLD, LARGEST_THRESHOLD);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapted(long delta, int points, boolean first) {
        long rest = first ? delta / DAMPING : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - SMALLEST_THRESHOLD) * LARGEST_THRESHOLD / 2) {
            rest /= BASE - SMALLEST_THRESHOLD;
            k += BASE;
        }
        return (int) (k + (BASE - SMALLEST_THRESHOLD + 1) * rest / (rest + SKEW));
    }

    /** Null for what is not encoded so. */
    static @Nullable String decode(String text) {
        int hyphen = text.lastIndexOf('-');
        if (text.chars().anyMatch(c -> c >= FIRST_CODE_POINT)) {
            return null;
        }
        int[] output = new int[text.length() + 1];
        int size = 0;
        for (int index = 0; index < hyphen; index++) {
            output[size++] = text.charAt(index);
        }
        int current = FIRST_CODE_POINT;
        long position = 0;
        int bias = FIRST_BIAS;
        int index = hyphen < 0 ? 0 : hyphen + 1;
        while (index < text.length()) {
            long before = position;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = index < text.length() ? value(text.charAt(index++)) : -1;
                if (digit < 0 || position > Integer.MAX_VALUE || weight > Integer.MAX_VALUE) {
                    return null;
                }
                position += digit * weight;
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            bias = adapted(position - before, size + 1, before == 0);
            long codePoint = current + position / (size + 1);
            if (codePoint > Character.MAX_CODE_POINT) {
                return null;
            }
            current = (int) codePoint;
            int at = (int) (position % (size + 1));
            System.arraycopy(output, at, output, at + 1, size - at);
            output[at] = current;
            size++;
            position = at + 1L;
        }
        return new String(output, 0, size);
    }

    private static int value(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0' + 26;
        }
        char lower = Character.toLowerCase(c);
        return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
    }

    /** Labels that are not ASCII are encoded and marked. */
    static String encodeDomain(String domain) {
        StringBuilder result = new StringBuilder();
        for (String label : labels(domain)) {
            boolean ascii = label.chars().allMatch(c -> c < FIRST_CODE_POINT);
            result.append(result.isEmpty() ? "" : ".").append(ascii ? label : MARK + encode(label));
        }
        return result.toString();
    }

    /** Marked labels are decoded; null when one of them is not encoded. */
    static @Nullable String decodeDomain(String domain) {
        StringBuilder result = new StringBuilder();
        for (String label : labels(domain)) {
            boolean marked = label.toLowerCase(Locale.ROOT).startsWith(MARK);
            String decoded = marked ? decode(label.substring(MARK.length())) : label;
            if (decoded == null) {
                return null;
            }
            result.append(result.isEmpty() ? "" : ".").append(decoded);
        }
        return result.toString();
    }

    private static String[] labels(String domain) {
        return domain.split(SEPARATORS, -1);
    }
}
