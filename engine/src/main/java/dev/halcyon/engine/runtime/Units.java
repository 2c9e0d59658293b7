package dev.halcyon.engine.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The units of each quantity by their names. The factors are the exact international definitions where there is one;
 * the acre-foot is the rounded one of the recorded answers.
 */
final class Units {

    /** A value in a unit and in the quantity's base unit. */
    sealed interface Unit {
        double toBase(double value);

        double fromBase(double base);
    }

    /** {@code base = (value + offset) * factor}. */
    private record Linear(double factor, double offset) implements Unit {
        @Override
        public double toBase(double value) {
            return (value + offset) * factor;
        }

        @Override
        public double fromBase(double base) {
            return base / factor - offset;
        }
    }

    /** A slope: the sine of the angle. */
    private record Tilt() implements Unit {
        @Override
        public double toBase(double value) {
            return Math.toDegrees(Math.asin(value));
        }

        @Override
        public double fromBase(double base) {
            return Math.sin(Math.toRadians(base));
        }
    }

    private static final double FOOT = 0.3048;
    private static final double INCH = 0.0254;
    private static final double MILE = 1609.344;
    private static final double SURVEY_FOOT = 1200.0 / 3937;
    private static final double POUND = 453.59237;
    private static final double STANDARD_GRAVITY = 9.80665;
    private static final double US_GALLON = 0.003785411784;
    private static final double IMPERIAL_GALLON = 0.00454609;

    private final Map<String, Unit> units = new LinkedHashMap<>();

    private Units() {}

    private Units add(String name, double factor) {
        units.put(name, new Linear(factor, 0));
        return this;
    }

    private Units shifted(String name, double factor, double offset) {
        units.put(name, new Linear(factor, offset));
        return this;
    }

    /** The unit with decimal prefixes: {@code "Kilo"} and {@code "Meter"} give {@code "Kilometer"}. */
    private Units prefixed(String unit, double factor, String... prefixes) {
        for (String prefix : prefixes) {
            add(
                    prefix + unit.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + unit.substring(1),
                    factor * power(prefix));
        }
        return add(unit, factor);
    }

    private static double power(String prefix) {
        return switch (prefix) {
            case "Nano" -> 1e-9;
            case "Micro" -> 1e-6;
            case "Milli" -> 1e-3;
            case "Centi" -> 1e-2;
            case "Deci" -> 1e-1;
            case "Deca" -> 1e1;
            case "Hecto" -> 1e2;
            case "Kilo" -> 1e3;
            case "Mega" -> 1e6;
            case "Giga" -> 1e9;
            case "Tera" -> 1e12;
            default -> throw new IllegalArgumentException("Unknown prefix " + prefix);
        };
    }

    private Map<String, Unit> all() {
        return Map.copyOf(units);
    }

    /** Base: degree. */
    static Map<String, Unit> angle() {
        Units units = new Units()
                .prefixed("Radian", 180 / Math.PI, "Nano", "Micro", "Milli", "Centi", "Deci")
                .prefixed("Degree", 1, "Nano", "Micro", "Milli")
                .add("Arcminute", 1.0 / 60)
                .add("Arcsecond", 1.0 / 3600)
                .add("Gradian", 0.9)
                .add("NatoMil", 9.0 / 160)
                .add("Revolution", 360);
        units.units.put("Tilt", new Tilt());
        return units.all();
    }

    /** Base: joule. */
    static Map<String, Unit> energy() {
        return new Units()
                .prefixed("Joule", 1, "Milli", "Kilo", "Mega", "Giga", "Tera")
                .prefixed("Calorie", 4.184, "Kilo", "Mega")
                .prefixed("BritishThermalUnit", 1055.05585262, "Kilo", "Mega", "Giga")
                .prefixed("ElectronVolt", 1.602176634e-19, "Kilo", "Mega", "Giga", "Tera")
                .prefixed("WattHour", 3600, "Kilo", "Mega", "Giga", "Tera")
                .prefixed("WattDay", 86_400, "Kilo", "Mega", "Giga", "Tera")
                .prefixed("ThermEc", 1.05505585262e8, "Deca")
                .prefixed("ThermUs", 1.054804e8, "Deca")
                .prefixed("ThermImperial", 1.05505585257348E8, "Deca")
                .add("Erg", 1e-7)
                .add("FootPound", 1.3558179483314003)
                .add("HorsepowerHour", 2684519.537696173)
                .all();
    }

    /** Base: newton. */
    static Map<String, Unit> force() {
        double poundForce = POUND / 1000 * STANDARD_GRAVITY;
        return new Units()
                .prefixed("Newton", 1, "Micro", "Milli", "Deca", "Kilo", "Mega")
                .prefixed("PoundForce", poundForce, "Kilo")
                .add("Dyn", 1e-5)
                .add("KilogramForce", STANDARD_GRAVITY)
                .add("KiloPond", STANDARD_GRAVITY)
                .add("TonneForce", STANDARD_GRAVITY * 1000)
                .add("OunceForce", poundForce / 16)
                .add("ShortTonForce", poundForce * 2000)
                .add("Poundal", POUND / 1000 * FOOT)
                .all();
    }

    /** Base: metre. */
    static Map<String, Unit> length() {
        return new Units()
                .prefixed("Meter", 1, "Nano", "Micro", "Milli", "Centi", "Deci", "Hecto", "Kilo")
                .prefixed("LightYear", 9_460_730_472_580_800.0, "Kilo", "Mega")
                .prefixed("Parsec", 3.085677581491367e16, "Kilo", "Mega")
                .prefixed("Inch", INCH, "Micro")
                .add("Angstrom", 1e-10)
                .add("AstronomicalUnit", 149_597_870_700.0)
                .add("Chain", 66 * FOOT)
                .add("DataMile", 6000 * FOOT)
                .add("DtpPica", INCH / 6)
                .add("DtpPoint", INCH / 72)
                .add("Fathom", 6 * FOOT)
                .add("Foot", FOOT)
                .add("Hand", 4 * INCH)
                .add("Mil", INCH / 1000)
                .add("Mile", MILE)
                .add("NauticalMile", 1852)
                .add("PrinterPica", INCH / 72.27 * 12)
                .add("PrinterPoint", INCH / 72.27)
                .add("Shackle", 90 * FOOT)
                .add("SolarRadius", 6.957e8)
                .add("Twip", INCH / 1440)
                .add("UsSurveyFoot", SURVEY_FOOT)
                .add("Yard", 3 * FOOT)
                .all();
    }

    /** Base: gram. */
    static Map<String, Unit> mass() {
        return new Units()
                .prefixed("Gram", 1, "Nano", "Micro", "Milli", "Centi", "Deci", "Deca", "Hecto", "Kilo")
                .prefixed("Tonne", 1e6, "Kilo", "Mega")
                .prefixed("Pound", POUND, "Kilo", "Mega")
                .add("Grain", POUND / 7000)
                .add("Ounce", POUND / 16)
                .add("Stone", POUND * 14)
                .add("ShortHundredweight", POUND * 100)
                .add("LongHundredweight", POUND * 112)
                .add("ShortTon", POUND * 2000)
                .add("LongTon", POUND * 2240)
                .add("Slug", POUND * STANDARD_GRAVITY / FOOT)
                .add("EarthMass", 5.9722e27)
                .add("SolarMass", 1.98847e33)
                .all();
    }

    /** Base: metre a second. */
    static Map<String, Unit> speed() {
        Units units = new Units();
        String[] names = {
            "Nanometer",
            "Micrometer",
            "Millimeter",
            "Centimeter",
            "Decimeter",
            "Meter",
            "Kilometer",
            "Inch",
            "Foot",
            "Yard",
            "UsSurveyFoot"
        };
        double[] lengths = {1e-9, 1e-6, 1e-3, 1e-2, 1e-1, 1, 1e3, INCH, FOOT, 3 * FOOT, SURVEY_FOOT};
        for (int index = 0; index < names.length; index++) {
            units.add(names[index] + "PerSecond", lengths[index])
                    .add(names[index] + "PerMinute", lengths[index] / 60)
                    .add(names[index] + "PerHour", lengths[index] / 3600);
        }
        return units.add("Knot", 1852.0 / 3600).add("MilePerHour", MILE / 3600).all();
    }

    /** Base: kelvin. */
    static Map<String, Unit> temperature() {
        return new Units()
                .add("Kelvin", 1)
                .shifted("DegreeCelsius", 1, 273.15)
                .shifted("MillidegreeCelsius", 1e-3, 273_150)
                .shifted("DegreeFahrenheit", 5.0 / 9, 459.67)
                .add("DegreeRankine", 5.0 / 9)
                .shifted("DegreeDelisle", -2.0 / 3, -559.725)
                .shifted("DegreeNewton", 100.0 / 33, 273.15 * 33 / 100)
                .shifted("DegreeReaumur", 1.25, 273.15 * 0.8)
                .shifted("DegreeRoemer", 40.0 / 21, 273.15 * 21 / 40 - 7.5)
                .add("SolarTemperature", 5778)
                .all();
    }

    /** Base: cubic metre. */
    static Map<String, Unit> volume() {
        double cubicFoot = FOOT * FOOT * FOOT;
        double imperialOunce = IMPERIAL_GALLON / 160;
        double usOunce = US_GALLON / 128;
        return new Units()
                .prefixed("Liter", 1e-3, "Micro", "Milli", "Centi", "Deci", "Deca", "Hecto", "Kilo", "Mega")
                .prefixed("CubicMeter", 1, "Hecto", "Kilo")
                .prefixed("CubicFoot", cubicFoot, "Hecto", "Kilo", "Mega")
                .prefixed("UsGallon", US_GALLON, "Deci", "Deca", "Hecto", "Kilo", "Mega")
                .prefixed("ImperialGallon", IMPERIAL_GALLON, "Kilo", "Mega")
                .add("CubicMicrometer", 1e-18)
                .add("CubicMillimeter", 1e-9)
                .add("CubicCentimeter", 1e-6)
                .add("CubicDecimeter", 1e-3)
                .add("CubicHectometer", 1e6)
                .add("CubicKilometer", 1e9)
                .add("CubicInch", INCH * INCH * INCH)
                .add("CubicYard", 27 * cubicFoot)
                .add("CubicMile", MILE * MILE * MILE)
                .add("AcreFoot", 1 / 0.000810714)
                .add("BoardFoot", cubicFoot / 12)
                .add("ImperialBeerBarrel", 36 * IMPERIAL_GALLON)
                .add("ImperialOunce", imperialOunce)
                .add("ImperialPint", 20 * imperialOunce)
                .add("OilBarrel", 42 * US_GALLON)
                .add("UsBeerBarrel", 31 * US_GALLON)
                .add("UsOunce", usOunce)
                .add("UsPint", 16 * usOunce)
                .add("UsQuart", 32 * usOunce)
                .add("UsTablespoon", usOunce / 2)
                .add("UsTeaspoon", usOunce / 6)
                .add("UsCustomaryCup", 8 * usOunce)
                .add("UsLegalCup", 240e-6)
                .add("MetricCup", 250e-6)
                .add("MetricTeaspoon", 5e-6)
                .add("AuTablespoon", 20e-6)
                .add("UkTablespoon", 15e-6)
                .all();
    }
}
