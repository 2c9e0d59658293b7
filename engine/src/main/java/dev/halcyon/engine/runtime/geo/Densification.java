package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.engine.runtime.QueryFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts vertices on edges that are straight on the map, so that the great circles between them stay within a tolerance.
 *
 * <p>How far an edge is off is measured at two places, about a third from either end: where an error that is largest in
 * the middle and one that is zero there are equal in size. Taking the larger of both and dividing by what is left of
 * the largest error there bounds the error of the whole edge.
 */
public final class Densification {

    private static final double MEASURED_AT = 0.31215691082248315;
    private static final double LEFT_THERE = 0.8382999256988851;

    private static final double SMALLEST_TOLERANCE = 0.1;
    private static final double LARGEST_TOLERANCE = 10_000;
    private static final int MOST_POINTS = 1_048_576;

    private final double tolerance;
    private final boolean acrossAntimeridian;
    private int points;

    private Densification(double tolerance, boolean acrossAntimeridian) {
        this.tolerance = LEFT_THERE * tolerance / Earth.RADIUS;
        this.acrossAntimeridian = acrossAntimeridian;
    }

    /** A line with more vertices. */
    public static @Nullable String ofLine(String json, double tolerance, boolean acrossAntimeridian) {
        LineShape shape = ShapeReader.line(json);
        if (shape == null || !isTolerance(tolerance)) {
            return null;
        }
        Densification densification = new Densification(tolerance, acrossAntimeridian);
        return GeoJson.lines(shape.parts().stream().map(densification::chain).toList())
                .write();
    }

    /** A polygon with more vertices. */
    public static @Nullable String ofPolygon(String json, double tolerance, boolean acrossAntimeridian) {
        PolygonShape shape = ShapeReader.polygon(json);
        if (shape == null || !isTolerance(tolerance)) {
            return null;
        }
        Densification densification = new Densification(tolerance, acrossAntimeridian);
        List<Json> polygons = new ArrayList<>();
        for (List<List<S2LatLng>> rings : shape.parts()) {
            List<Json> written = new ArrayList<>();
            for (List<S2LatLng> ring : rings) {
                written.add(GeoJson.closed(densification.ring(ring, !written.isEmpty())));
            }
            polygons.add(new Json.Array(written));
        }
        return (polygons.size() == 1
                        ? GeoJson.shape("Polygon", polygons.getFirst())
                        : GeoJson.shape("MultiPolygon", new Json.Array(polygons)))
                .write();
    }

    private static boolean isTolerance(double tolerance) {
        return tolerance >= SMALLEST_TOLERANCE && tolerance <= LARGEST_TOLERANCE;
    }

    /** Shells run counterclockwise, holes clockwise. */
    private List<S2Point> ring(List<S2LatLng> ring, boolean hole) {
        List<S2Point> chain = chain(ring);
        S2Loop loop = new S2Loop(chain.subList(0, chain.size() - 1));
        loop.normalize();
        return hole ? loop.vertices().reversed() : loop.vertices();
    }

    private List<S2Point> chain(List<S2LatLng> positions) {
        List<S2Point> chain = new ArrayList<>();
        chain.add(positions.getFirst().toPoint());
        for (int index = 1; index < positions.size(); index++) {
            S2LatLng from = positions.get(index - 1);
            S2LatLng to = wrapped(from, positions.get(index));
            append(from, from.toPoint(), to, positions.get(index).toPoint(), chain);
        }
        return chain;
    }

    /** Behind the antimeridian when that is nearer and wanted. */
    private S2LatLng wrapped(S2LatLng from, S2LatLng to) {
        double east = to.lngRadians() - from.lngRadians();
        if (!acrossAntimeridian || Math.abs(east) <= Math.PI) {
            return to;
        }
        return S2LatLng.fromRadians(to.latRadians(), from.lngRadians() + Math.IEEEremainder(east, 2 * Math.PI));
    }

    private void append(S2LatLng from, S2Point fromPoint, S2LatLng to, S2Point toPoint, List<S2Point> chain) {
        if (isCloseEnough(from, fromPoint, to, toPoint)) {
            chain.add(toPoint);
            if (++points > MOST_POINTS) {
                throw new QueryFailure(
                        "A densified shape has more than %d points; raise the tolerance".formatted(MOST_POINTS));
            }
            return;
        }
        S2LatLng middle = between(from, to, 0.5);
        S2Point middlePoint = middle.toPoint();
        append(from, fromPoint, middle, middlePoint, chain);
        append(middle, middlePoint, to, toPoint, chain);
    }

    private boolean isCloseEnough(S2LatLng from, S2Point fromPoint, S2LatLng to, S2Point toPoint) {
        return fromPoint.dotProd(toPoint) >= -1e-14
                && isCloseEnough(from, fromPoint, to, toPoint, MEASURED_AT)
                && isCloseEnough(from, fromPoint, to, toPoint, 1 - MEASURED_AT);
    }

    private boolean isCloseEnough(S2LatLng from, S2Point fromPoint, S2LatLng to, S2Point toPoint, double fraction) {
        S2Point onSphere = S2EdgeUtil.interpolate(fraction, fromPoint, toPoint);
        return onSphere.angle(between(from, to, fraction).toPoint()) <= tolerance;
    }

    private static S2LatLng between(S2LatLng from, S2LatLng to, double fraction) {
        return S2LatLng.fromRadians(
                (1 - fraction) * from.latRadians() + fraction * to.latRadians(),
                (1 - fraction) * from.lngRadians() + fraction * to.lngRadians());
    }
}
