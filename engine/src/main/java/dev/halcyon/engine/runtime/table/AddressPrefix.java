package dev.halcyon.engine.runtime.table;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first {@code length} bits of an address of 128 bits; the others are zero. IPv4 addresses are the last 32 bits
 * behind {@code ::ffff:0:0}.
 */
record AddressPrefix(long high, long low, int length) {

    private static final int BITS = 128;
    private static final int HALF = 64;
    private static final int IPV4_BITS = 32;
    private static final int GROUPS = 8;
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int OCTET = 255;

    /** {@code 10.1.2.3} or {@code 10.0.0.0/8}. */
    static Optional<AddressPrefix> ipv4(String text) {
        int slash = text.indexOf('/');
        Long address = octets((slash < 0 ? text : text.substring(0, slash)).strip());
        int length = slash < 0 ? IPV4_BITS : number(text.substring(slash + 1).strip(), IPV4_BITS, 10);
        return address == null || length < 0
                ? Optional.empty()
                : Optional.of(of(0, MAPPED | address, BITS - IPV4_BITS + length));
    }

    /** {@code 2001:db8::1} or {@code 2001:db8::/32}; an IPv4 address stands for its mapped form. */
    static Optional<AddressPrefix> ipv6(String text) {
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).strip();
        if (address.indexOf(':') < 0) {
            return ipv4(text);
        }
        int length = slash < 0 ? BITS : number(text.substring(slash + 1).strip(), BITS, 10);
        int @Nullable [] groups = groups(address);
        if (groups == null || length < 0) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int index = 0; index < GROUPS; index++) {
            if (index < GROUPS / 2) {
                high = high << 16 | groups[index];
            } else {
                low = low << 16 | groups[index];
            }
        }
        return Optional.of(of(high, low, length));
    }

    private static AddressPrefix of(long high, long low, int length) {
        return new AddressPrefix(high, low, BITS).shortened(length);
    }

    /** The same address, fewer bits of it. */
    AddressPrefix shortened(int bits) {
        if (bits >= HALF) {
            long mask = bits == HALF ? 0 : -1L << (BITS - bits);
            return new AddressPrefix(high, low & mask, bits);
        }
        return new AddressPrefix(bits == 0 ? 0 : high & -1L << (HALF - bits), 0, bits);
    }

    private static @Nullable Long octets(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        long address = 0;
        for (String part : parts) {
            int octet = number(part, OCTET, 10);
            if (octet < 0) {
                return null;
            }
            address = address << 8 | octet;
        }
        return address;
    }

    private static int @Nullable [] groups(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return fill(text, groups, 0) == GROUPS ? groups : null;
        }
        int[] tail = new int[GROUPS];
        int before = fill(text.substring(0, gap), groups, 0);
        int after = fill(text.substring(gap + 2), tail, 0);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return groups;
    }

    /** The number of groups written, or -1. */
    private static int fill(String text, int[] groups, int from) {
        if (text.isEmpty()) {
            return 0;
        }
        int count = from;
        String[] parts = text.split(":", -1);
        for (int index = 0; index < parts.length; index++) {
            boolean dotted = index == parts.length - 1 && parts[index].indexOf('.') >= 0;
            if (count + (dotted ? 2 : 1) > GROUPS) {
                return -1;
            }
            if (dotted) {
                Long address = octets(parts[index]);
                if (address == null) {
                    return -1;
                }
                groups[count++] = (int) (address >> 16);
                groups[count++] = (int) (address & 0xffff);
            } else {
                int group = parts[index].length() > 4 ? -1 : number(parts[index], 0xffff, 16);
                if (group < 0) {
                    return -1;
                }
                groups[count++] = group;
            }
        }
        return count;
    }

    private static int number(String text, int greatest, int radix) {
        if (text.isEmpty() || text.length() > 5) {
            return -1;
        }
        int value = 0;
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value <= greatest ? value : -1;
    }
}
