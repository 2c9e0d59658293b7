package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Geospatial functions: each is a runtime function of the same name, its optional arguments filled in. */
final class GeospatialLowerings {

    private static final int GEOHASH_LENGTH = 5;
    private static final int H3_RESOLUTION = 6;
    private static final int S2_LEVEL = 11;

    /** In metres. */
    private static final double TOLERANCE = 10;

    private GeospatialLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        add(registry, "geo_distance_2points", reals(4), new Parameter.Truth(false));
        add(registry, "geo_point_in_circle", reals(5));
        add(registry, "geo_azimuth", reals(4));
        add(registry, "geo_angle", reals(6));
        add(registry, "geo_point_to_geohash", reals(2), new Parameter.Whole(GEOHASH_LENGTH));
        add(registry, "geo_point_to_h3cell", reals(2), new Parameter.Whole(H3_RESOLUTION));
        add(registry, "geo_point_to_s2cell", reals(2), new Parameter.Whole(S2_LEVEL));
        for (String grid : List.of("geohash", "h3cell", "s2cell")) {
            add(registry, "geo_" + grid + "_to_central_point", List.of(), new Parameter.Text());
            add(registry, "geo_" + grid + "_to_polygon", List.of(), new Parameter.Text());
            add(registry, "geo_" + grid + "_neighbors", List.of(), new Parameter.Text());
        }
        add(registry, "geo_h3cell_level", List.of(), new Parameter.Text());
        add(registry, "geo_h3cell_rings", List.of(), new Parameter.Text(), new Parameter.Whole(0));
        registry.add("geo_h3cell_parent", GeospatialLowerings::nextOrAt);
        registry.add("geo_h3cell_children", GeospatialLowerings::nextOrAt);
        add(registry, "geo_from_wkt", List.of(), new Parameter.Text());
        registerShapes(registry);
    }

    private static void registerShapes(ScalarLowerings.Registry registry) {
        Parameter shape = new Parameter.Dynamic();
        Parameter real = new Parameter.Real();
        Parameter tolerance = new Parameter.RealOr(TOLERANCE);
        Parameter no = new Parameter.Truth(false);
        for (String one : List.of(
                "geo_line_length",
                "geo_line_centroid",
                "geo_union_lines_array",
                "geo_polygon_area",
                "geo_polygon_perimeter",
                "geo_polygon_centroid",
                "geo_union_polygons_array")) {
            add(registry, one, List.of(), shape);
        }
        for (String two : List.of(
                "geo_intersects_2lines",
                "geo_intersects_2polygons",
                "geo_intersects_line_with_polygon",
                "geo_intersection_2lines",
                "geo_intersection_2polygons",
                "geo_intersection_line_with_polygon")) {
            add(registry, two, List.of(), shape, shape);
        }
        for (String point : List.of(
                "geo_distance_point_to_line",
                "geo_distance_point_to_polygon",
                "geo_closest_point_on_line",
                "geo_closest_point_on_polygon",
                "geo_point_in_polygon")) {
            add(registry, point, reals(2), shape);
        }
        add(registry, "geo_line_interpolate_point", List.of(), shape, real);
        registry.add("geo_line_locate_point", GeospatialLowerings::locate);
        add(registry, "geo_point_buffer", reals(3), tolerance);
        add(registry, "geo_line_buffer", List.of(), shape, real, tolerance);
        add(registry, "geo_polygon_buffer", List.of(), shape, real, tolerance);
        add(registry, "geo_line_densify", List.of(), shape, tolerance, no);
        add(registry, "geo_polygon_densify", List.of(), shape, tolerance, no);
        add(registry, "geo_line_simplify", List.of(), shape, tolerance);
        add(registry, "geo_polygon_simplify", List.of(), shape, tolerance);
        add(registry, "geo_simplify_polygons_array", List.of(), shape, tolerance);
        Parameter radius = new Parameter.RealOr(0);
        add(registry, "geo_line_to_s2cells", List.of(), shape, new Parameter.Whole(S2_LEVEL), radius);
        add(registry, "geo_polygon_to_s2cells", List.of(), shape, new Parameter.Whole(S2_LEVEL), radius);
        add(registry, "geo_polygon_to_h3cells", List.of(), shape, new Parameter.Whole(H3_RESOLUTION), radius);
    }

    /** Nearest on a line of great circles; nearest on a line on the spheroid is another question. */
    private static SqlExpression locate(ScalarArguments call) {
        if (call.count() > 3
                && !call.constant(3).map(GeospatialLowerings::isFalse).orElse(false)) {
            throw call.refused("geo_line_locate_point() on the spheroid is not supported; leave use_spheroid out");
        }
        return Sql.function(
                "kql_geo_line_locate_point",
                call.json(0),
                convert(call, 1, ScalarType.REAL),
                convert(call, 2, ScalarType.REAL));
    }

    static boolean isFalse(Object constant) {
        return constant instanceof Boolean truth
                ? !truth
                : constant instanceof Number number && number.doubleValue() == 0;
    }

    /** What a runtime function takes. */
    sealed interface Parameter {

        /** A number. */
        record Real() implements Parameter {}

        /** A number that may be missing. */
        record RealOr(double missing) implements Parameter {}

        /** A whole number that may be missing. */
        record Whole(long missing) implements Parameter {}

        /** A truth value, also as a number, that may be missing. */
        record Truth(boolean missing) implements Parameter {}

        /** A text. */
        record Text() implements Parameter {}

        /** A dynamic value. */
        record Dynamic() implements Parameter {}
    }

    private static List<Parameter> reals(int count) {
        return java.util.Collections.nCopies(count, new Parameter.Real());
    }

    static void add(ScalarLowerings.Registry registry, String name, List<Parameter> first, Parameter... rest) {
        List<Parameter> parameters = new ArrayList<>(first);
        parameters.addAll(List.of(rest));
        registry.add(name, call -> result(call, Sql.function("kql_" + name, arguments(call, parameters))));
    }

    private static List<SqlExpression> arguments(ScalarArguments call, List<Parameter> parameters) {
        List<SqlExpression> arguments = new ArrayList<>();
        for (int index = 0; index < parameters.size(); index++) {
            arguments.add(argument(call, index, parameters.get(index)));
        }
        return arguments;
    }

    private static SqlExpression argument(ScalarArguments call, int index, Parameter parameter) {
        boolean missing = index >= call.count();
        return switch (parameter) {
            case Parameter.Real real -> convert(call, index, ScalarType.REAL);
            case Parameter.RealOr real ->
                missing ? Sql.constant(real.missing()) : convert(call, index, ScalarType.REAL);
            case Parameter.Whole whole ->
                missing
                        ? Sql.cast(Sql.constant(whole.missing()), SqlType.BIGINT)
                        : convert(call, index, ScalarType.LONG);
            case Parameter.Truth truth ->
                missing ? truth.missing() ? Sql.TRUE : Sql.FALSE : convert(call, index, ScalarType.BOOL);
            case Parameter.Text text -> call.text(index);
            case Parameter.Dynamic value -> call.json(index);
        };
    }

    private static SqlExpression convert(ScalarArguments call, int index, ScalarType type) {
        return ConversionLowerings.convert(call.value(index), call.type(index), type);
    }

    /** The next level when none is given; a level that is null gives null. */
    private static SqlExpression nextOrAt(ScalarArguments call) {
        return result(
                call,
                call.count() == 1
                        ? Sql.function("kql_" + call.name(), call.text(0))
                        : Sql.function("kql_" + call.name() + "_at", call.text(0), convert(call, 1, ScalarType.LONG)));
    }

    /** A string is never null (R20), also when all arguments are there and make no sense. */
    private static SqlExpression result(ScalarArguments call, SqlExpression value) {
        return call.type() == ScalarType.STRING ? Sql.coalesce(value, Sql.EMPTY) : value;
    }
}
