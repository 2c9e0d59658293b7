package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S1ChordAngle;
import com.google.common.geometry.S1Interval;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.List;

/** The directions, seen from a point, in which an edge may leave so that it meets some discs and passes others. */
final class DirectionWindow {

    /** Rounding of angles, in units of the last place. */
    private static final double ERROR = Math.ulp(1.0) / 2;

    private final S2Point origin;
    private final S2Point ahead;
    private final S2Point aside;
    private final List<Passage> waiting = new ArrayList<>();
    private S1Interval window = S1Interval.full();

    /** Directions that lead too near to a disc, which must stay on one side. */
    private record Passage(S1Interval directions, boolean discOnLeft) {}

    DirectionWindow(S2Point origin) {
        this.origin = origin;
        double[] at = {origin.getX(), origin.getY(), origin.getZ()};
        int smallest = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (Math.abs(at[axis]) < Math.abs(at[smallest])) {
                smallest = axis;
            }
        }
        double[] unit = new double[3];
        unit[smallest] = 1;
        this.aside = origin.crossProd(new S2Point(unit[0], unit[1], unit[2]));
        this.ahead = aside.crossProd(origin);
    }

    /** True when an edge may go there. */
    boolean allows(S2Point target) {
        double direction = direction(target);
        return new S1ChordAngle(origin, target).compareTo(S1ChordAngle.RIGHT) <= 0
                && window.contains(direction)
                && waiting.stream().noneMatch(passage -> passage.directions.contains(direction));
    }

    /** Demands that the edge meets a disc; false when no direction is left. */
    boolean meet(S2Point centre, S1ChordAngle radius) {
        double half = halfWidth(centre, radius, -1);
        if (half >= Math.PI) {
            return true;
        }
        if (half < 0) {
            window = S1Interval.empty();
            return false;
        }
        window = window.intersection(S1Interval.fromPoint(direction(centre)).expanded(half));
        waiting.forEach(this::narrow);
        waiting.clear();
        return !window.isEmpty();
    }

    /** Demands that the edge passes a disc on the given side; false when no direction is left. */
    boolean pass(S2Point centre, S1ChordAngle radius, boolean discOnLeft) {
        double half = halfWidth(centre, radius, 1);
        if (half >= Math.PI) {
            window = S1Interval.empty();
            return false;
        }
        double direction = direction(centre);
        double right = discOnLeft ? half : Math.PI / 2;
        double left = discOnLeft ? Math.PI / 2 : half;
        Passage passage = new Passage(
                new S1Interval(
                        Math.IEEEremainder(direction - right, 2 * Math.PI),
                        Math.IEEEremainder(direction + left, 2 * Math.PI)),
                discOnLeft);
        if (window.isFull()) {
            // Only once a target has narrowed the window is it clear on which side of a disc the rest lies.
            waiting.add(passage);
            return true;
        }
        narrow(passage);
        return !window.isEmpty();
    }

    private void narrow(Passage passage) {
        S1Interval bad = passage.directions;
        if (!window.contains(bad)) {
            window = window.intersection(bad.complement());
        } else if (passage.discOnLeft) {
            window = new S1Interval(window.lo(), bad.lo());
        } else {
            window = new S1Interval(bad.hi(), window.hi());
        }
    }

    private double direction(S2Point point) {
        return Math.atan2(point.dotProd(aside), point.dotProd(ahead));
    }

    /** Half the angle under which a disc appears, rounded up or down. */
    private double halfWidth(S2Point centre, S1ChordAngle radius, int rounding) {
        double radius2 = radius.getLength2();
        double distance2 = new S1ChordAngle(origin, centre).getLength2() - 64 * ERROR * ERROR * rounding;
        if (distance2 <= radius2) {
            return Math.PI;
        }
        double sine2 = radius2 * (1 - radius2 / 4) / (distance2 * (1 - distance2 / 4));
        double half = Math.asin(Math.sqrt(sine2));
        return half + rounding * (24 * ERROR + 17 * ERROR * half);
    }
}
