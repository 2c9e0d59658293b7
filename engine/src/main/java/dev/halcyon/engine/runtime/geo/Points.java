package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.jspecify.annotations.Nullable;

/** Distances and directions between points, given as longitude and latitude in degrees. */
public final class Points {

    /** Nearer than this to the opposite point there is no direction. */
    private static final double ANTIPODAL = Math.PI - 1e-14;

    private Points() {}

    /** Metres between two points, on the sphere or on the WGS-84 spheroid. */
    public static @Nullable Double distance(
            double longitude1, double latitude1, double longitude2, double latitude2, boolean spheroid) {
        if (!Earth.isCoordinate(longitude1, latitude1) || !Earth.isCoordinate(longitude2, latitude2)) {
            return null;
        }
        if (spheroid) {
            return Geodesic.WGS84.Inverse(latitude1, longitude1, latitude2, longitude2, GeodesicMask.DISTANCE).s12;
        }
        return Earth.metres(
                S2LatLng.fromDegrees(latitude1, longitude1).getDistance(S2LatLng.fromDegrees(latitude2, longitude2)));
    }

    /** True when a point is at most a radius in metres away from a centre. */
    public static @Nullable Boolean inCircle(
            double longitude, double latitude, double centreLongitude, double centreLatitude, double radius) {
        if (!(radius > 0) || Double.isInfinite(radius)) {
            return null;
        }
        Double distance = distance(longitude, latitude, centreLongitude, centreLatitude, false);
        return distance == null ? null : (Boolean) (distance <= radius);
    }

    /** The direction from the first point to the second, radians clockwise from north. */
    public static @Nullable Double azimuth(double longitude1, double latitude1, double longitude2, double latitude2) {
        if (!Earth.isCoordinate(longitude1, latitude1) || !Earth.isCoordinate(longitude2, latitude2)) {
            return null;
        }
        S2Point from = Earth.point(longitude1, latitude1);
        S2Point to = Earth.point(longitude2, latitude2);
        if (from.equalsPoint(to) || from.angle(to) >= ANTIPODAL) {
            return null;
        }
        double turn = Math.toRadians(longitude2 - longitude1);
        double latitudeFrom = Math.toRadians(latitude1);
        double latitudeTo = Math.toRadians(latitude2);
        double east = Math.sin(turn) * Math.cos(latitudeTo);
        double north = Math.cos(latitudeFrom) * Math.sin(latitudeTo)
                - Math.sin(latitudeFrom) * Math.cos(latitudeTo) * Math.cos(turn);
        return positive(Math.atan2(east, north));
    }

    /** The clockwise angle at the second point, from the first to the third, in radians. */
    public static @Nullable Double angle(
            double longitude1,
            double latitude1,
            double longitude2,
            double latitude2,
            double longitude3,
            double latitude3) {
        Double first = azimuth(longitude2, latitude2, longitude1, latitude1);
        Double second = azimuth(longitude2, latitude2, longitude3, latitude3);
        return (first == null || second == null) ? null : (Double) positive(second - first);
    }

    private static double positive(double radians) {
        double turned = radians < 0 ? radians + 2 * Math.PI : radians;
        return turned >= 2 * Math.PI ? 0 : turned;
    }
}
