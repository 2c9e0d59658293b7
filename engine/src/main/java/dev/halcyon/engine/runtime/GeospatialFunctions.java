package dev.halcyon.engine.runtime;

import dev.halcyon.engine.runtime.geo.Geohash;
import dev.halcyon.engine.runtime.geo.H3Cells;
import dev.halcyon.engine.runtime.geo.Points;
import dev.halcyon.engine.runtime.geo.S2Cells;
import dev.halcyon.engine.runtime.geo.WellKnownText;
import dev.halcyon.engine.sql.SqlType;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Points and cells on the earth. */
final class GeospatialFunctions {

    private static final String RULE = "geospatial";
    private static final SqlType TEXT = SqlType.VARCHAR;
    private static final SqlType REAL = SqlType.DOUBLE;
    private static final SqlType WHOLE = SqlType.BIGINT;

    private GeospatialFunctions() {}

    static void register(FunctionList list) {
        points(list);
        cells(list);
        GeometryFunctions.register(list);
        list.strict("kql_geo_from_wkt", RULE, TEXT, a -> WellKnownText.toGeoJson(a.text(0)), TEXT);
    }

    private static void points(FunctionList list) {
        list.strict(
                "kql_geo_distance_2points",
                RULE,
                REAL,
                a -> Points.distance(a.real(0), a.real(1), a.real(2), a.real(3), a.truth(4)),
                REAL,
                REAL,
                REAL,
                REAL,
                SqlType.BOOLEAN);
        list.strict(
                "kql_geo_point_in_circle",
                RULE,
                SqlType.BOOLEAN,
                a -> Points.inCircle(a.real(0), a.real(1), a.real(2), a.real(3), a.real(4)),
                REAL,
                REAL,
                REAL,
                REAL,
                REAL);
        list.strict(
                "kql_geo_azimuth",
                RULE,
                REAL,
                a -> Points.azimuth(a.real(0), a.real(1), a.real(2), a.real(3)),
                REAL,
                REAL,
                REAL,
                REAL);
        list.strict(
                "kql_geo_angle",
                RULE,
                REAL,
                a -> Points.angle(a.real(0), a.real(1), a.real(2), a.real(3), a.real(4), a.real(5)),
                REAL,
                REAL,
                REAL,
                REAL,
                REAL,
                REAL);
    }

    private static void cells(FunctionList list) {
        pointToCell(list, "kql_geo_point_to_geohash", Geohash::of);
        pointToCell(list, "kql_geo_point_to_h3cell", H3Cells::of);
        pointToCell(list, "kql_geo_point_to_s2cell", S2Cells::of);
        ofCell(list, "kql_geo_geohash_to_central_point", Geohash::centre);
        ofCell(list, "kql_geo_geohash_to_polygon", Geohash::polygon);
        ofCell(list, "kql_geo_geohash_neighbors", Geohash::neighbours);
        ofCell(list, "kql_geo_h3cell_to_central_point", H3Cells::centre);
        ofCell(list, "kql_geo_h3cell_to_polygon", H3Cells::polygon);
        ofCell(list, "kql_geo_h3cell_neighbors", H3Cells::neighbours);
        ofCell(list, "kql_geo_s2cell_to_central_point", S2Cells::centre);
        ofCell(list, "kql_geo_s2cell_to_polygon", S2Cells::polygon);
        ofCell(list, "kql_geo_s2cell_neighbors", S2Cells::neighbours);
        list.strict("kql_geo_h3cell_rings", RULE, TEXT, a -> H3Cells.rings(a.text(0), a.integer(1)), TEXT, WHOLE);
        list.strict("kql_geo_h3cell_level", RULE, SqlType.INTEGER, a -> H3Cells.resolution(a.text(0)), TEXT);
        ofCell(list, "kql_geo_h3cell_parent", token -> H3Cells.parent(token, null));
        ofCell(list, "kql_geo_h3cell_children", token -> H3Cells.children(token, null));
        list.strict("kql_geo_h3cell_parent_at", RULE, TEXT, a -> H3Cells.parent(a.text(0), a.integer(1)), TEXT, WHOLE);
        list.strict(
                "kql_geo_h3cell_children_at", RULE, TEXT, a -> H3Cells.children(a.text(0), a.integer(1)), TEXT, WHOLE);
    }

    /** The cell of a point at a level. */
    @FunctionalInterface
    private interface CellOfPoint {
        @Nullable
        String apply(double longitude, double latitude, long level);
    }

    private static void pointToCell(FunctionList list, String name, CellOfPoint cell) {
        list.strict(name, RULE, TEXT, a -> cell.apply(a.real(0), a.real(1), a.integer(2)), REAL, REAL, WHOLE);
    }

    private static void ofCell(FunctionList list, String name, Function<String, @Nullable String> body) {
        list.strict(name, RULE, TEXT, a -> body.apply(Objects.requireNonNull(a.text(0))), TEXT);
    }
}
