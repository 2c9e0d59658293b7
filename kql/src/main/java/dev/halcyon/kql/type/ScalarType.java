package dev.halcyon.kql.type;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ten scalar types of the language (section 2 of the language rules).
 *
 * <p>{@link #DATETIME} and {@link #TIMESPAN} are 64-bit ticks of 100 ns, the first counted from 0001-01-01. A
 * {@link #STRING} is never null (R20).
 */
public enum ScalarType {
    BOOL("bool", "System.SByte", "boolean"),
    INT("int", "System.Int32"),
    LONG("long", "System.Int64"),
    REAL("real", "System.Double", "double"),
    DECIMAL("decimal", "System.Data.SqlTypes.SqlDecimal"),
    DATETIME("datetime", "System.DateTime", "date"),
    TIMESPAN("timespan", "System.TimeSpan", "time"),
    GUID("guid", "System.Guid", "uuid", "uniqueid"),
    STRING("string", "System.String"),
    DYNAMIC("dynamic", "System.Object");

    private static final Map<String, ScalarType> BY_NAME = Stream.of(values())
            .flatMap(type -> Stream.concat(Stream.of(type.kqlName), type.aliases.stream())
                    .map(name -> Map.entry(name, type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String kqlName;
    private final String dotNetName;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> aliases;

    ScalarType(String kqlName, String dotNetName, String... aliases) {
        this.kqlName = kqlName;
        this.dotNetName = dotNetName;
        this.aliases = List.of(aliases);
    }

    /** The name in KQL text and in the query API, such as {@code long}. */
    public String kqlName() {
        return kqlName;
    }

    /** The name that {@code getschema} and the v1 protocol show (R14). */
    public String dotNetName() {
        return dotNetName;
    }

    /** True for int, long, real and decimal. */
    public boolean isNumeric() {
        return this == INT || this == LONG || this == REAL || this == DECIMAL;
    }

    /** True for int and long. */
    public boolean isInteger() {
        return this == INT || this == LONG;
    }

    /** The type of that name or alias, in any letter case; empty when there is none. */
    public static Optional<ScalarType> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return kqlName;
    }
}
