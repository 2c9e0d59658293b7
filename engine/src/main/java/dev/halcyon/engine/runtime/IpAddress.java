package dev.halcyon.engine.runtime;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An address of 128 bits with the length of its network prefix. An IPv4 address is the IPv6 address it maps to
 * ({@code ::ffff:a.b.c.d}), its prefix counts 96 bits more.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 * @param prefix 0 to 128
 * @param dotted true when the text ends in four decimal octets
 */
record IpAddress(long high, long low, int prefix, boolean dotted) {

    static final int V4_OFFSET = 96;

    private static final long MAPPED = 0xFFFF_0000_0000L;
    private static final int GROUPS = 8;
    private static final int LAST_PREFIX = 128;
    private static final int LAST_V4_PREFIX = 32;

    /** The four octets as a number, without regard to a prefix; -1 for what is no IPv4 address. */
    static long octets(String text, int from, int to) {
        long address = 0;
        int octet = -1;
        int digits = 0;
        int dots = 0;
        for (int index = from; index < to; index++) {
            char c = text.charAt(index);
            if (c >= '0' && c <= '9') {
                octet = digits == 0 ? c - '0' : octet * 10 + (c - '0');
                digits++;
                if (digits > 3 || octet > 255) {
                    return -1;
                }
            } else if (c == '.' && digits > 0 && dots < 3) {
                address = address << 8 | octet;
                digits = 0;
                dots++;
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 ? address << 8 | octet : -1;
    }

    /** An IPv4 address with or without {@code /0} to {@code /32}; null for anything else. */
    static @Nullable IpAddress parseV4(String text) {
        String trimmed = text.strip();
        int slash = trimmed.indexOf('/');
        long octets = octets(trimmed, 0, slash < 0 ? trimmed.length() : slash);
        int prefix = slash < 0 ? LAST_V4_PREFIX : prefix(trimmed, slash + 1, LAST_V4_PREFIX);
        return octets < 0 || prefix < 0 ? null : ofV4(octets, prefix);
    }

    static IpAddress ofV4(long octets, int prefix) {
        return new IpAddress(0, MAPPED | octets, V4_OFFSET + prefix, true);
    }

    /** An IPv4 or IPv6 address with or without a prefix; null for anything else. */
    static @Nullable IpAddress parse(String text) {
        String trimmed = text.strip();
        int slash = trimmed.indexOf('/');
        String address = slash < 0 ? trimmed : trimmed.substring(0, slash);
        if (address.indexOf(':') < 0) {
            return parseV4(trimmed);
        }
        long[] halves = new long[2];
        if (!groups(address, halves)) {
            return null;
        }
        boolean dotted = address.indexOf('.') >= 0;
        int last = dotted ? LAST_V4_PREFIX : LAST_PREFIX;
        int prefix = slash < 0 ? last : prefix(trimmed, slash + 1, last);
        return prefix < 0 ? null : new IpAddress(halves[0], halves[1], prefix + (dotted ? V4_OFFSET : 0), dotted);
    }

    private static int prefix(String text, int from, int last) {
        if (from == text.length() || text.length() - from > 3) {
            return -1;
        }
        int value = 0;
        for (int index = from; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= last ? value : -1;
    }

    /** Fills the two halves from groups of four hexadecimal digits, of which one run of zeros may be left out. */
    private static boolean groups(String text, long[] halves) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return false;
        }
        int[] values = new int[GROUPS];
        if (gap < 0) {
            return read(text, values, 0) == GROUPS && fill(values, halves);
        }
        int front = gap == 0 ? 0 : read(text.substring(0, gap), values, 0);
        int[] tail = new int[GROUPS];
        String rest = text.substring(gap + 2);
        int back = rest.isEmpty() ? 0 : read(rest, tail, 0);
        if (front < 0 || back < 0 || front + back >= GROUPS || (gap > 0 && text.lastIndexOf('.', gap) >= 0)) {
            return false;
        }
        System.arraycopy(tail, 0, values, GROUPS - back, back);
        return fill(values, halves);
    }

    private static boolean fill(int[] values, long[] halves) {
        for (int index = 0; index < GROUPS; index++) {
            halves[index / 4] = halves[index / 4] << 16 | values[index];
        }
        return true;
    }

    /** How many groups there are, -1 when one is none. Four octets at the end are two groups. */
    private static int read(String text, int[] values, int start) {
        int count = start;
        String[] parts = text.split(":", -1);
        for (int index = 0; index < parts.length; index++) {
            String part = parts[index];
            if (index == parts.length - 1 && part.indexOf('.') >= 0) {
                long octets = octets(part, 0, part.length());
                if (octets < 0 || count + 2 > GROUPS) {
                    return -1;
                }
                values[count++] = (int) (octets >>> 16);
                values[count++] = (int) (octets & 0xFFFF);
            } else {
                boolean hexadecimal = !part.isEmpty()
                        && part.length() <= 4
                        && part.chars().allMatch(c -> c < 128 && HexFormat.isHexDigit(c));
                if (!hexadecimal || count == GROUPS) {
                    return -1;
                }
                values[count++] = HexFormat.fromHexDigits(part);
            }
        }
        return count;
    }

    boolean isV4() {
        return high == 0 && (low >>> 32) == 0xFFFF;
    }

    /** The last 32 bits. */
    long octets() {
        return low & 0xFFFF_FFFFL;
    }

    /** Four bytes of an IPv4 address, sixteen of another. */
    byte[] bytes() {
        return isV4()
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }

    /** {@code ::a.b.c.d} as the mapped address: where addresses are compared, both mean the IPv4 address. */
    IpAddress comparable() {
        return dotted && high == 0 && (low >>> 32) == 0 ? new IpAddress(0, MAPPED | low, prefix, true) : this;
    }

    /** The address with its own prefix applied. */
    IpAddress masked() {
        return masked(prefix);
    }

    IpAddress masked(int bits) {
        long first = bits >= 64 ? high : high & mask(bits);
        long second = bits >= 64 ? low & mask(bits - 64) : 0;
        return new IpAddress(first, second, Math.min(bits, prefix), dotted);
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    static int compare(IpAddress left, IpAddress right) {
        int first = Long.compareUnsigned(left.high, right.high);
        return first != 0 ? first : Long.compareUnsigned(left.low, right.low);
    }

    boolean sameBits(IpAddress other) {
        return high == other.high && low == other.low;
    }

    static String octetText(long octets) {
        return (octets >>> 24 & 255) + "." + (octets >>> 16 & 255) + "." + (octets >>> 8 & 255) + "." + (octets & 255);
    }

    /** Eight groups of four digits. */
    String groupText() {
        StringBuilder text = new StringBuilder(39);
        for (int index = 0; index < GROUPS; index++) {
            long half = index < 4 ? high : low;
            text.append(index > 0 ? ":" : "").append(HexFormat.of().toHexDigits((short)
                    (half >>> (48 - 16 * (index % 4)))));
        }
        return text.toString();
    }
}
