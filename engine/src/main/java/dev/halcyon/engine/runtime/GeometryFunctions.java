package dev.halcyon.engine.runtime;

import dev.halcyon.engine.runtime.geo.Buffers;
import dev.halcyon.engine.runtime.geo.Coverings;
import dev.halcyon.engine.runtime.geo.Densification;
import dev.halcyon.engine.runtime.geo.Intersections;
import dev.halcyon.engine.runtime.geo.Lines;
import dev.halcyon.engine.runtime.geo.Polygons;
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
        list.strict("kql_geo_line_length", RULE, REAL, a -> Lines.length(a.text(0)), TEXT);
        list.strict("kql_geo_line_centroid", RULE, TEXT, a -> Lines.centroid(a.text(0)), TEXT);
        list.strict("kql_geo_union_lines_array", RULE, TEXT, a -> Lines.union(a.text(0)), TEXT);
        list.strict(
                "kql_geo_distance_point_to_line",
                RULE,
                REAL,
                a -> Lines.distance(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
        list.strict(
                "kql_geo_closest_point_on_line",
                RULE,
                TEXT,
                a -> Lines.closestPoint(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
        list.strict(
                "kql_geo_line_interpolate_point", RULE, TEXT, a -> Lines.interpolate(a.text(0), a.real(1)), TEXT, REAL);
        list.strict(
                "kql_geo_line_locate_point",
                RULE,
                REAL,
                a -> Lines.locate(a.text(0), a.real(1), a.real(2)),
                TEXT,
                REAL,
                REAL);
    }

    private static void polygons(FunctionList list) {
        list.strict("kql_geo_polygon_area", RULE, REAL, a -> Polygons.area(a.text(0)), TEXT);
        list.strict("kql_geo_polygon_perimeter", RULE, REAL, a -> Polygons.perimeter(a.text(0)), TEXT);
        list.strict("kql_geo_polygon_centroid", RULE, TEXT, a -> Polygons.centroid(a.text(0)), TEXT);
        list.strict("kql_geo_union_polygons_array", RULE, TEXT, a -> Polygons.union(a.text(0)), TEXT);
        list.strict(
                "kql_geo_point_in_polygon",
                RULE,
                TRUTH,
                a -> Polygons.contains(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
        list.strict(
                "kql_geo_distance_point_to_polygon",
                RULE,
                REAL,
                a -> Polygons.distance(a.real(0), a.real(1), a.text(2)),
                REAL,
                REAL,
                TEXT);
        list.strict(
                "kql_geo_closest_point_on_polygon",
                RULE,
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
        list.strict(
                "kql_geo_point_buffer",
                RULE,
                TEXT,
                a -> Buffers.ofPoint(a.real(0), a.real(1), a.real(2), a.real(3)),
                REAL,
                REAL,
                REAL,
                REAL);
        list.strict(
                "kql_geo_line_buffer",
                RULE,
                TEXT,
                a -> Buffers.ofLine(a.text(0), a.real(1), a.real(2)),
                TEXT,
                REAL,
                REAL);
        list.strict(
                "kql_geo_polygon_buffer",
                RULE,
                TEXT,
                a -> Buffers.ofPolygon(a.text(0), a.real(1), a.real(2)),
                TEXT,
                REAL,
                REAL);
        list.strict(
                "kql_geo_line_densify",
                RULE,
                TEXT,
                a -> Densification.ofLine(a.text(0), a.real(1), a.truth(2)),
                TEXT,
                REAL,
                TRUTH);
        list.strict(
                "kql_geo_polygon_densify",
                RULE,
                TEXT,
                a -> Densification.ofPolygon(a.text(0), a.real(1), a.truth(2)),
                TEXT,
                REAL,
                TRUTH);
        covering(list, "kql_geo_line_to_s2cells", Coverings::s2OfLine);
        covering(list, "kql_geo_polygon_to_s2cells", Coverings::s2OfPolygon);
        covering(list, "kql_geo_polygon_to_h3cells", Coverings::h3OfPolygon);
    }

    /** What two shapes have to do with each other. */
    @FunctionalInterface
    private interface Pair {
        @Nullable
        Object apply(String first, String second);
    }

    private static void pair(FunctionList list, String name, SqlType result, Pair body) {
        list.strict(name, RULE, result, a -> body.apply(a.text(0), a.text(1)), TEXT, TEXT);
    }

    /** The cells at a level within a radius of a shape. */
    @FunctionalInterface
    private interface Covering {
        @Nullable
        String apply(String shape, long level, double radius);
    }

    private static void covering(FunctionList list, String name, Covering body) {
        list.strict(name, RULE, TEXT, a -> body.apply(a.text(0), a.integer(1), a.real(2)), TEXT, WHOLE, REAL);
    }
}
