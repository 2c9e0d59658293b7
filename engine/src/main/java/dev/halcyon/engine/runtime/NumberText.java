package dev.halcyon.engine.runtime;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and truth values as text, both ways (R31 to R34). */
final class NumberText {

    private NumberText() {}

    /** R33: the shortest text that reads back as the same number, with a decimal. */
    static String real(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String digits = Double.toString(value).toLowerCase(Locale.ROOT);
            int exponent = digits.indexOf('e');
            if (exponent < 0) {
                return digits;
            }
            String mantissa = digits.substring(0, exponent);
            String power = digits.substring(exponent + 1);
            String shortest = mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa;
            boolean negative = power.startsWith("-");
            String padded = negative ? power.substring(1) : power;
            return shortest + "e" + (negative ? "-" : "+") + (padded.length() < 2 ? "0" + padded : padded);
        }
        if (size == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        String plain =
                new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /** R31: a sign, decimal digits or {@code 0x} and hexadecimal ones, blanks around; else null. */
    static @Nullable Long parseLong(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > 40) {
            return null;
        }
        boolean negative = trimmed.charAt(0) == '-';
        String digits = negative || trimmed.charAt(0) == '+' ? trimmed.substring(1) : trimmed;
        boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
        String body = hexadecimal ? digits.substring(2) : digits;
        if (body.isEmpty() || !body.chars().allMatch(NumberText::isPlainDigit)) {
            return null;
        }
        try {
            if (hexadecimal) {
                return negative ? null : (Long) Long.parseUnsignedLong(body, 16);
            }
            return Long.parseLong(negative ? "-" + body : body);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Of ASCII only: the digits of other scripts are no number. */
    private static boolean isPlainDigit(int character) {
        return character < 0x80 && Character.digit(character, 16) >= 0;
    }

    static @Nullable Integer parseInt(String text) {
        Long value = parseLong(text);
        return value == null || value != value.intValue() ? null : value.intValue();
    }

    /** R34. */
    static @Nullable Double parseReal(String text) {
        String trimmed = text.strip();
        return switch (trimmed) {
            case "NaN", "nan" -> (Double) Double.NaN;
            case "Inf", "inf", "Infinity", "+Inf", "+inf", "+Infinity" -> (Double) Double.POSITIVE_INFINITY;
            case "-Inf", "-inf", "-Infinity" -> (Double) Double.NEGATIVE_INFINITY;
            default -> isDecimal(trimmed) ? Double.valueOf(trimmed) : null;
        };
    }

    private static boolean isDecimal(String text) {
        int index = 0;
        int length = text.length();
        if (index < length && (text.charAt(index) == '-' || text.charAt(index) == '+')) {
            index++;
        }
        int start = index;
        index = skipDigits(text, index);
        int digits = index - start;
        if (index < length && text.charAt(index) == '.') {
            int fraction = skipDigits(text, index + 1);
            digits += fraction - index - 1;
            index = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (index < length && (text.charAt(index) == 'e' || text.charAt(index) == 'E')) {
            index++;
            if (index < length && (text.charAt(index) == '-' || text.charAt(index) == '+')) {
                index++;
            }
            int exponent = skipDigits(text, index);
            if (exponent == index) {
                return false;
            }
            index = exponent;
        }
        return index == length;
    }

    private static int skipDigits(String text, int start) {
        int index = start;
        while (index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9') {
            index++;
        }
        return index;
    }

    /** R32. */
    static @Nullable Boolean parseBool(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        try {
            return text.chars().allMatch(character -> character < 0x80) ? (Boolean) (Long.parseLong(text) != 0) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** R31: toward zero, saturating; null for what is not finite. */
    static @Nullable Long toLong(double value) {
        return Double.isFinite(value) ? (Long) (long) value : null;
    }

    static @Nullable Integer toInt(double value) {
        return Double.isFinite(value) ? (Integer) (int) value : null;
    }
}
