package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;

/** The sphere on which everything is measured. */
final class Earth {

    /** The mean radius in metres. */
    static final double RADIUS = 6_371_010;

    /** No distance on the surface is longer. */
    static final double HALF_CIRCUMFERENCE = Math.PI * RADIUS;

    private Earth() {}

    /** True for a longitude and a latitude in degrees. */
    static boolean isCoordinate(double longitude, double latitude) {
        return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
    }

    static S2Point point(double longitude, double latitude) {
        return S2LatLng.fromDegrees(latitude, longitude).toPoint();
    }

    static double metres(S1Angle angle) {
        return angle.radians() * RADIUS;
    }

    static S1Angle angle(double metres) {
        return S1Angle.radians(metres / RADIUS);
    }
}
