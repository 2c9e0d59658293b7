package dev.halcyon.engine.runtime;

import dev.halcyon.engine.runtime.geo.Buffers;
import dev.halcyon.engine.runtime.geo.Coverings;
import dev.halcyon.engine.runtime.geo.Densification;
import dev.halcyon.engine.runtime.geo.Intersections;
import dev.halcyon.engine.runtime.geo.Lines;
import dev.halcyon.engine.runtime.geo.Polygons;
import dev.halcyon.engine.runtime.geo.Simplification;
import dev.halcyon.engine.sql.SqlType;
import org.jspecify.annotations.Nullable;

/** Lines and polygons on the earth, as GeoJSON text. */
final class GeometryFunctions {

    private static final String RULE = "geospatial";
    private static final SqlType TEXT = SqlType.VARCHAR;
    private static final SqlType REAL = SqlType.DOUBLE;
    private static final SqlType WHOLE = SqlType.BIGINT;
    private static final SqlType TRUTH = SqlType.BOOLEAN;

    private GeometryFunctions() {}

    static void register(FunctionList list) {
        lines(list);
        polygons(list);
        pairs(list);
        shapes(list);
    }

    private static void lines(FunctionList list) {
        add(list, "kql_geo_line_length", REAL, a -> Lines.length(a.text(0)), TEXT);
        add(list, "kql_geo_line_centroid", TEXT, a -> Lines.centroid(a.text(0)), TEXT);
        add(list, "kql_geo_union_lines_array", TEXT, a -> Lines.union(a.text(0)), TEXT);
        add(
                list,
                "kql_geo_distance_point_to_line",
                REAL,
                a -> Lines.distance(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
        add(
                list,
                "kql_geo_closest_point_on_line",
                TEXT,
                a -> Lines.closestPoint(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
        add(list, "kql_geo_line_interpolate_point", TEXT, a -> Lines.interpolate(a.text(0), a.real(1)), TEXT, REAL);
        add(
                list,
                "kql_geo_line_locate_point",
                REAL,
                a -> Lines.locate(a.text(0), a.real(1), a.real(2)),
                TEXT,
                REAL,
                REAL);
    }

    private static void polygons(FunctionList list) {
        add(list, "kql_geo_polygon_area", REAL, a -> Polygons.area(a.text(0)), TEXT);
        add(list, "kql_geo_polygon_perimeter", REAL, a -> Polygons.perimeter(a.text(0)), TEXT);
        add(list, "kql_geo_polygon_centroid", TEXT, a -> Polygons.centroid(a.text(0)), TEXT);
        add(list, "kql_geo_union_polygons_array", TEXT, a -> Polygons.union(a.text(0)), TEXT);
        add(
                list,
                "kql_geo_point_in_polygon",
                TRUTH,
                a -> Polygons.contains(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
        add(
                list,
                "kql_geo_distance_point_to_polygon",
                REAL,
                a -> Polygons.distance(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
        add(
                list,
                "kql_geo_closest_point_on_polygon",
                TEXT,
                a -> Polygons.closestPoint(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
    }

    private static void pairs(FunctionList list) {
        pair(list, "kql_geo_intersects_2lines", TRUTH, Intersections::linesMeet);
        pair(list, "kql_geo_intersects_line_with_polygon", TRUTH, Intersections::lineMeetsPolygon);
        pair(list, "kql_geo_intersects_2polygons", TRUTH, Polygons::intersect);
        pair(list, "kql_geo_intersection_2lines", TEXT, Intersections::ofLines);
        pair(list, "kql_geo_intersection_line_with_polygon", TEXT, Intersections::ofLineWithPolygon);
        pair(list, "kql_geo_intersection_2polygons", TEXT, Intersections::ofPolygons);
    }

    private static void shapes(FunctionList list) {
        add(
                list,
                "kql_geo_point_buffer",
                TEXT,
                a -> Buffers.ofPoint(a.real(0), a.real(1), a.real(2), a.real(3)),
                REAL,
                REAL,
                REAL,
                REAL);
        add(list, "kql_geo_line_buffer", TEXT, a -> Buffers.ofLine(a.text(0), a.real(1), a.real(2)), TEXT, REAL, REAL);
        add(
                list,
                "kql_geo_polygon_buffer",
                TEXT,
                a -> Buffers.ofPolygon(a.text(0), a.real(1), a.real(2)),
                TEXT,
                REAL,
                REAL);
        add(
                list,
                "kql_geo_line_densify",
                TEXT,
                a -> Densification.ofLine(a.text(0), a.real(1), a.truth(2)),
                TEXT,
                REAL,
                TRUTH);
        add(
                list,
                "kql_geo_polygon_densify",
                TEXT,
                a -> Densification.ofPolygon(a.text(0), a.real(1), a.truth(2)),
                TEXT,
                REAL,
                TRUTH);
        add(list, "kql_geo_line_simplify", TEXT, a -> Simplification.ofLine(a.text(0), a.real(1)), TEXT, REAL);
        add(list, "kql_geo_polygon_simplify", TEXT, a -> Simplification.ofPolygon(a.text(0), a.real(1)), TEXT, REAL);
        add(
                list,
                "kql_geo_simplify_polygons_array",
                TEXT,
                a -> Simplification.ofPolygons(a.text(0), a.real(1)),
                TEXT,
                REAL);
        covering(list, "kql_geo_line_to_s2cells", Coverings::s2OfLine);
        covering(list, "kql_geo_polygon_to_s2cells", Coverings::s2OfPolygon);
        covering(list, "kql_geo_polygon_to_h3cells", Coverings::h3OfPolygon);
    }

    /** A library that meets a shape it cannot handle must not end more than the query. */
    private static void add(
            FunctionList list, String name, SqlType result, FunctionList.StrictBody body, SqlType... parameters) {
        list.strict(name, RULE, result, a -> guarded(name, body, a), parameters);
    }

    private static @Nullable Object guarded(
            String name, FunctionList.StrictBody body, FunctionList.Arguments arguments) {
        try {
            return body.apply(arguments);
        } catch (QueryFailure e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new QueryFailure(name.substring("kql_".length()) + "() cannot compute with one of its shapes");
        }
    }

    /** What two shapes have to do with each other. */
    @FunctionalInterface
    private interface Pair {
        @Nullable
        Object apply(String first, String second);
    }

    private static void pair(FunctionList list, String name, SqlType result, Pair body) {
        add(list, name, result, a -> body.apply(a.text(0), a.text(1)), TEXT, TEXT);
    }

    /** The cells at a level within a radius of a shape. */
    @FunctionalInterface
    private interface Covering {
        @Nullable
        String apply(String shape, long level, double radius);
    }

    private static void covering(FunctionList list, String name, Covering body) {
        add(list, name, TEXT, a -> body.apply(a.text(0), a.integer(1), a.real(2)), TEXT, WHOLE, REAL);
    }
}
