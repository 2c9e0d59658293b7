package dev.halcyon.engine.lower;

import dev.halcyon.engine.runtime.AddressLocations;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** IPv4 and IPv6 addresses. A list of ranges is one array, however it was given. */
final class IpLowerings {

    private static final long V4_BITS = 32;
    private static final long V6_BITS = 128;

    private IpLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("geo_info_from_ip_address", call -> Sql.function(AddressLocations.FUNCTION, call.text(0)));
        registry.add("parse_ipv4", call -> Sql.function("kql_parse_ipv4", call.text(0)));
        registry.add("parse_ipv4_mask", call -> Sql.function("kql_parse_ipv4_mask", call.text(0), prefix(call, 1, 0)));
        registry.add("parse_ipv6", call -> Sql.function("kql_parse_ipv6_mask", call.text(0), Sql.constant(V6_BITS)));
        registry.add("parse_ipv6_mask", call -> Sql.function("kql_parse_ipv6_mask", call.text(0), prefix(call, 1, 0)));
        registry.add("format_ipv4", call -> Sql.function("kql_format_ipv4", call.text(0), prefix(call, 1, V4_BITS)));
        registry.add(
                "format_ipv4_mask", call -> Sql.function("kql_format_ipv4_mask", call.text(0), prefix(call, 1, 0)));
        registry.add("ipv4_compare", call -> compare(call, "kql_ipv4_compare", V4_BITS));
        registry.add("ipv6_compare", call -> compare(call, "kql_ipv6_compare", V6_BITS));
        registry.add("ipv4_is_match", call -> Sql.equal(compare(call, "kql_ipv4_compare", V4_BITS), Sql.constant(0)));
        registry.add("ipv6_is_match", call -> Sql.equal(compare(call, "kql_ipv6_compare", V6_BITS), Sql.constant(0)));
        registry.add("ipv4_is_in_range", call -> Sql.function("kql_ipv4_in_range", call.text(0), call.text(1)));
        registry.add("ipv6_is_in_range", call -> Sql.function("kql_ipv6_in_range", call.text(0), call.text(1)));
        registry.add("ipv4_is_in_any_range", call -> Sql.function("kql_ipv4_in_ranges", call.text(0), list(call)));
        registry.add("ipv6_is_in_any_range", call -> Sql.function("kql_ipv6_in_ranges", call.text(0), list(call)));
        registry.add("ipv4_is_private", call -> Sql.function("kql_ipv4_private", call.text(0)));
        registry.add("ipv4_netmask_suffix", call -> Sql.function("kql_ipv4_suffix", call.text(0)));
        registry.add("ipv4_range_to_cidr_list", call -> Sql.function("kql_ipv4_cidrs", call.text(0), call.text(1)));
        registry.add("has_ipv4", call -> Sql.function("kql_has_ipv4", call.text(0), list(call)));
        registry.add("has_any_ipv4", call -> Sql.function("kql_has_ipv4", call.text(0), list(call)));
        registry.add("has_ipv4_prefix", call -> Sql.function("kql_has_ipv4_prefix", call.text(0), list(call)));
        registry.add("has_any_ipv4_prefix", call -> Sql.function("kql_has_ipv4_prefix", call.text(0), list(call)));
    }

    private static SqlExpression prefix(ScalarArguments call, int index, long otherwise) {
        return call.count() > index
                ? ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.LONG)
                : Sql.constant(otherwise);
    }

    private static SqlExpression compare(ScalarArguments call, String function, long bits) {
        return Sql.function(function, call.text(0), call.text(1), prefix(call, 2, bits));
    }

    private static SqlExpression list(ScalarArguments call) {
        if (call.count() == 2 && call.type(1) == ScalarType.DYNAMIC) {
            return call.value(1);
        }
        List<SqlExpression> elements = new ArrayList<>();
        for (int index = 1; index < call.count(); index++) {
            elements.add(call.json(index));
        }
        return Sql.function("kql_array", elements);
    }
}
