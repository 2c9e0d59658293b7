package dev.halcyon.kql.plan;

/**
 * The plugins {@code ipv4_lookup} and {@code ipv6_lookup}: rows beside the rows of a lookup table whose address prefix
 * holds theirs.
 *
 * <p>Both inputs begin with the address (string) and {@code extraKeys} values that must be equal; what follows goes to
 * the output.
 *
 * @param ipv6 whether addresses are IPv6, and the lookup's columns come first in the output
 * @param extraKeys how many values must be equal beside the address
 * @param returnUnmatched whether rows without a match stay
 */
public record AddressLookup(boolean ipv6, int extraKeys, boolean returnUnmatched) implements TableComputation {
    @Override
    public String name() {
        return ipv6 ? "ipv6_lookup" : "ipv4_lookup";
    }
}
