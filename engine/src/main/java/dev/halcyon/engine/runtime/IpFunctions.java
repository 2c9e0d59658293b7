package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** IPv4 and IPv6 addresses, ranges of them, and addresses inside a text. What is no address gives null. */
final class IpFunctions {

    private static final Memo<List<IpAddress>> RANGES_V4 = new Memo<>(text -> ranges(text, true));
    private static final Memo<List<IpAddress>> RANGES_V6 = new Memo<>(text -> ranges(text, false));
    private static final Memo<List<String>> TEXTS = new Memo<>(JsonText::elementTexts);

    private IpFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        SqlType bool = SqlType.BOOLEAN;
        list.strict("kql_parse_ipv4", "", number, a -> octets(a.text(0), 32), text);
        list.strict("kql_parse_ipv4_mask", "", number, a -> octets(a.text(0), a.integer(1)), text, number);
        list.strict("kql_parse_ipv6_mask", "", text, a -> groups(a.text(0), a.integer(1)), text, number);
        list.strict("kql_ipv4_suffix", "", number, a -> suffix(a.text(0)), text);
        list.strict("kql_ipv4_private", "", bool, a -> isPrivate(a.text(0)), text);
        list.strict("kql_format_ipv4", "", text, a -> format(a.text(0), a.integer(1), false), text, number);
        list.strict("kql_format_ipv4_mask", "", text, a -> format(a.text(0), a.integer(1), true), text, number);
        list.strict(
                "kql_ipv4_compare", "", number, a -> compareV4(a.text(0), a.text(1), a.integer(2)), text, text, number);
        list.strict(
                "kql_ipv6_compare", "", number, a -> compareV6(a.text(0), a.text(1), a.integer(2)), text, text, number);
        list.strict("kql_ipv4_in_range", "", bool, a -> inRange(a.text(0), a.text(1), true), text, text);
        list.strict("kql_ipv6_in_range", "", bool, a -> inRange(a.text(0), a.text(1), false), text, text);
        list.strict("kql_ipv4_in_ranges", "", bool, a -> inRanges(a.text(0), a.text(1), true), text, text);
        list.strict("kql_ipv6_in_ranges", "", bool, a -> inRanges(a.text(0), a.text(1), false), text, text);
        list.strict("kql_ipv4_cidrs", "", text, a -> cover(a.text(0), a.text(1)), text, text);
        list.strict("kql_has_ipv4", "", bool, a -> holds(a.text(0), TEXTS.of(a.text(1)), false), text, text);
        list.strict("kql_has_ipv4_prefix", "", bool, a -> holds(a.text(0), TEXTS.of(a.text(1)), true), text, text);
    }

    private static @Nullable Long octets(String text, long prefix) {
        IpAddress address = IpAddress.parseV4(text);
        if (address == null || prefix < 0 || prefix > 32) {
            return null;
        }
        return address.masked(Math.min(address.prefix(), IpAddress.V4_OFFSET + (int) prefix))
                .octets();
    }

    private static String groups(String text, long prefix) {
        IpAddress address = IpAddress.parse(text);
        return address == null || prefix < 0 || prefix > 128
                ? ""
                : address.masked(Math.min(address.prefix(), (int) prefix)).groupText();
    }

    private static @Nullable Long suffix(String text) {
        IpAddress address = IpAddress.parseV4(text);
        return address == null ? null : (Long) (long) (address.prefix() - IpAddress.V4_OFFSET);
    }

    private static @Nullable Boolean isPrivate(String text) {
        IpAddress address = IpAddress.parseV4(text);
        if (address == null) {
            return null;
        }
        long octets = address.masked().octets();
        return (octets >>> 24) == 10 || (octets >>> 20) == 0xAC1 || (octets >>> 16) == 0xC0A8;
    }

    /** The address is a text or the digits of its number. */
    private static String format(String ip, long prefix, boolean withPrefix) {
        IpAddress address = ip.indexOf('.') < 0 ? numbered(ip) : IpAddress.parseV4(ip);
        if (address == null || prefix < 0 || prefix > 32) {
            return "";
        }
        int bits = Math.min(address.prefix(), IpAddress.V4_OFFSET + (int) prefix);
        String text = IpAddress.octetText(address.masked(bits).octets());
        return withPrefix ? text + "/" + (bits - IpAddress.V4_OFFSET) : text;
    }

    private static @Nullable IpAddress numbered(String digits) {
        Long number = NumberText.parseLong(digits);
        return number == null || number < 0 || number > 0xFFFF_FFFFL ? null : IpAddress.ofV4(number, 32);
    }

    private static @Nullable Long compareV4(String left, String right, long prefix) {
        IpAddress a = IpAddress.parseV4(left);
        IpAddress b = IpAddress.parseV4(right);
        return a == null || b == null || prefix < 0 || prefix > 32
                ? null
                : (Long) compare(a, b, IpAddress.V4_OFFSET + (int) prefix);
    }

    /** Between two IPv4 addresses a prefix up to 32 counts their own bits. */
    private static @Nullable Long compareV6(String left, String right, long prefix) {
        IpAddress a = IpAddress.parse(left);
        IpAddress b = IpAddress.parse(right);
        if (a == null || b == null || prefix < 0 || prefix > 128) {
            return null;
        }
        boolean ownBits = prefix <= 32 && left.indexOf(':') < 0 && right.indexOf(':') < 0;
        return compare(a.comparable(), b.comparable(), (int) prefix + (ownBits ? IpAddress.V4_OFFSET : 0));
    }

    private static long compare(IpAddress left, IpAddress right, int prefix) {
        int bits = Math.min(prefix, Math.min(left.prefix(), right.prefix()));
        return IpAddress.compare(left.masked(bits), right.masked(bits));
    }

    private static @Nullable IpAddress address(String text, boolean v4) {
        IpAddress address = v4 ? IpAddress.parseV4(text) : IpAddress.parse(text);
        return address == null ? null : address.comparable();
    }

    private static @Nullable Boolean inRange(String ip, String range, boolean v4) {
        List<IpAddress> ranges = (v4 ? RANGES_V4 : RANGES_V6).of(range);
        IpAddress address = address(ip, v4);
        if (address == null || ranges.isEmpty()) {
            return null;
        }
        return contains(ranges.getFirst(), address);
    }

    /** Null when the address or every range is unreadable. */
    private static @Nullable Boolean inRanges(String ip, String ranges, boolean v4) {
        List<IpAddress> all = (v4 ? RANGES_V4 : RANGES_V6).of(ranges);
        IpAddress address = address(ip, v4);
        if (address == null || all.isEmpty()) {
            return null;
        }
        for (IpAddress range : all) {
            if (contains(range, address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(IpAddress range, IpAddress address) {
        return range.masked().sameBits(address.masked().masked(range.prefix()));
    }

    private static List<IpAddress> ranges(String list, boolean v4) {
        return JsonText.elementTexts(list).stream()
                .map(text -> address(text, v4))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The fewest networks that together are the range. */
    private static @Nullable String cover(String start, String end) {
        IpAddress first = IpAddress.parseV4(start);
        IpAddress last = IpAddress.parseV4(end);
        if (first == null || last == null || first.octets() > last.octets()) {
            return null;
        }
        List<String> networks = new ArrayList<>();
        long from = first.octets();
        while (from <= last.octets()) {
            int bits = from == 0 ? 32 : Long.numberOfTrailingZeros(from);
            while (from + (1L << bits) - 1 > last.octets()) {
                bits--;
            }
            networks.add(IpAddress.octetText(from) + "/" + (32 - bits));
            from += 1L << bits;
        }
        return StringFunctions.array(networks);
    }

    /** True when an address with no letter or digit beside it is one of those wanted, or begins like one. */
    private static boolean holds(String text, List<String> wanted, boolean prefix) {
        int index = 0;
        while (index < text.length()) {
            if (!isDigit(text.charAt(index))) {
                index++;
                continue;
            }
            int end = index;
            while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
                end++;
            }
            if (isDelimited(text, index, end) && holds(text.substring(index, end), wanted, prefix, 0)) {
                return true;
            }
            index = end;
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isDelimited(String text, int start, int end) {
        boolean left = start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start));
        return left
                && (end == text.length()
                        || text.charAt(end - 1) == '.'
                        || !Character.isLetterOrDigit(text.codePointAt(end)));
    }

    /** A run of digits and dots may hold several addresses and end a sentence. */
    private static boolean holds(String run, List<String> wanted, boolean prefix, int from) {
        int start = from;
        while (start < run.length()) {
            int end = start;
            for (int dots = 0; end < run.length() && (run.charAt(end) != '.' || dots < 3); end++) {
                dots += run.charAt(end) == '.' ? 1 : 0;
            }
            if (IpAddress.octets(run, start, end) >= 0 && matches(run.substring(start, end), wanted, prefix)) {
                return true;
            }
            int dot = run.indexOf('.', start);
            if (dot < 0) {
                return false;
            }
            start = dot + 1;
        }
        return false;
    }

    private static boolean matches(String address, List<String> wanted, boolean prefix) {
        for (String candidate : wanted) {
            boolean beginning = prefix && candidate.endsWith(".");
            if (beginning ? address.startsWith(candidate) : address.equals(candidate)) {
                return true;
            }
        }
        return false;
    }
}
