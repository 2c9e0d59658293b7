package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversions between units; an unknown unit gives null. */
final class UnitFunctions {

    private static final Map<String, Map<String, Units.Unit>> QUANTITIES = Map.of(
            "angle", Units.angle(),
            "energy", Units.energy(),
            "force", Units.force(),
            "length", Units.length(),
            "mass", Units.mass(),
            "speed", Units.speed(),
            "temperature", Units.temperature(),
            "volume", Units.volume());

    private UnitFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.strict(
                "kql_convert_unit",
                "",
                SqlType.DOUBLE,
                a -> convert(a.text(0), a.real(1), a.text(2), a.text(3)),
                text,
                SqlType.DOUBLE,
                text,
                text);
    }

    private static @Nullable Double convert(String quantity, double value, String from, String to) {
        Map<String, Units.Unit> units = QUANTITIES.getOrDefault(quantity, Map.of());
        Units.Unit source = units.get(from);
        Units.Unit target = units.get(to);
        return source == null || target == null ? null : (Double) target.fromBase(source.toBase(value));
    }
}
