package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S1ChordAngle;
import com.google.common.geometry.S2;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2ClosestPointQuery;
import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2PointIndex;
import com.google.common.geometry.S2Predicates;
import dev.halcyon.engine.runtime.QueryFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Edges moved onto few sites: vertices of the input, chosen along the cell curve, no two nearer to each other than a
 * radius. An edge becomes the chain of the sites in whose surroundings it runs, and passes every other site at half the
 * radius at least.
 */
final class SnappedEdges {

    /** An edge may come to lie so much farther away than the radius. */
    private static final double DEVIATION = 1.1;

    private static final double SEPARATION = 0.5;

    private final List<S2Edge> input;
    private final double radius;
    private final S1ChordAngle snap;
    private final S1ChordAngle separation;
    private final S1ChordAngle longest;
    private final S1ChordAngle adjacent;
    private final List<S2Point> sites = new ArrayList<>();
    private final List<List<Integer>> nearSites = new ArrayList<>();
    private final List<List<Integer>> chains = new ArrayList<>();

    SnappedEdges(List<S2Edge> input, double radius) {
        this.input = input;
        this.radius = radius;
        this.snap = chord(radius);
        this.separation = chord(SEPARATION * radius);
        this.longest = chord(2 * Math.acos(Math.sin(radius) / Math.sin(DEVIATION * radius)));
        S1ChordAngle twice = chord(2 * radius);
        this.adjacent =
                twice.plusError(twice.getS1AngleConstructorMaxError()).plusError(twice.getS2PointConstructorMaxError());
        chooseSites();
        findNearSites();
        separate();
        for (int edge = 0; edge < input.size(); edge++) {
            chains.add(chain(edge));
        }
    }

    List<S2Edge> input() {
        return input;
    }

    S2Point site(int site) {
        return sites.get(site);
    }

    /** The sites onto which an input edge was moved. */
    List<Integer> chainOf(int edge) {
        return chains.get(edge);
    }

    /** The sites near an input edge. */
    List<Integer> near(int edge) {
        return nearSites.get(edge);
    }

    S1ChordAngle snapRadius() {
        return snap;
    }

    S1ChordAngle separation() {
        return separation;
    }

    /** Edges of this length could deviate too far in their middle. */
    S1ChordAngle longest() {
        return longest;
    }

    private static S1ChordAngle chord(double radians) {
        return S1ChordAngle.fromS1Angle(S1Angle.radians(radians));
    }

    private void chooseSites() {
        TreeSet<S2Point> vertices = new TreeSet<>(
                Comparator.<S2Point, S2CellId>comparing(S2CellId::fromPoint).thenComparing(Comparator.naturalOrder()));
        for (S2Edge edge : input) {
            vertices.add(edge.getStart());
            vertices.add(edge.getEnd());
        }
        S2PointIndex<Integer> index = new S2PointIndex<>();
        List<Integer> recent = new ArrayList<>();
        for (S2Point vertex : vertices) {
            if (!isNearSite(vertex, index, recent)) {
                recent.add(sites.size());
                sites.add(vertex);
            }
            // The index is built anew after every change, so sites are handed to it in bundles.
            if (recent.size() > 16 + index.numPoints() / 4) {
                recent.forEach(site -> index.add(sites.get(site), site));
                recent.clear();
            }
        }
    }

    private boolean isNearSite(S2Point vertex, S2PointIndex<Integer> index, List<Integer> recent) {
        for (int site : recent) {
            if (isWithin(vertex, sites.get(site))) {
                return true;
            }
        }
        if (index.numPoints() == 0) {
            return false;
        }
        S2ClosestPointQuery<Integer> query = new S2ClosestPointQuery<>(index);
        S2ClosestPointQuery.Result<Integer> nearest = query.findClosestPoint(vertex);
        return nearest != null && isWithin(vertex, nearest.entry().point());
    }

    private boolean isWithin(S2Point vertex, S2Point site) {
        return new S1ChordAngle(vertex, site).compareTo(snap) <= 0;
    }

    private void findNearSites() {
        S2PointIndex<Integer> index = new S2PointIndex<>();
        for (int site = 0; site < sites.size(); site++) {
            index.add(sites.get(site), site);
        }
        S2ClosestPointQuery<Integer> query = new S2ClosestPointQuery<>(index);
        query.setMaxDistance(S1Angle.radians((DEVIATION + SEPARATION) * radius));
        for (S2Edge edge : input) {
            List<Integer> near = new ArrayList<>();
            for (S2ClosestPointQuery.Result<Integer> found :
                    query.findClosestPointsToEdge(edge.getStart(), edge.getEnd())) {
                near.add(found.entry().data());
            }
            sort(edge.getStart(), near);
            nearSites.add(near);
        }
    }

    private void sort(S2Point from, List<Integer> near) {
        near.sort((one, other) -> S2Predicates.compareDistances(from, sites.get(one), sites.get(other)));
    }

    /** Adds sites on edges that would come too near to a site they do not pass through. */
    private void separate() {
        for (int last = 0; last < input.size(); last++) {
            Deque<Integer> pending = new ArrayDeque<>();
            pending.push(last);
            while (!pending.isEmpty()) {
                int edge = pending.pop();
                separate(edge, last, pending);
            }
        }
    }

    private void separate(int edge, int last, Deque<Integer> pending) {
        List<Integer> chain = chain(edge);
        int next = 0;
        for (int site : nearSites.get(edge)) {
            if (site == chain.get(next)) {
                if (++next == chain.size()) {
                    return;
                }
                S2Point from = sites.get(chain.get(next - 1));
                S2Point to = sites.get(chain.get(next));
                boolean moved = !from.equals(input.get(edge).getStart())
                        || !to.equals(input.get(edge).getEnd());
                if (moved && new S1ChordAngle(from, to).compareTo(longest) >= 0) {
                    throw new QueryFailure("Simplifying edges of a seventh of the earth's circumference or more is not"
                            + " supported; densify the shape first");
                }
            } else if (next > 0) {
                S2Point from = sites.get(chain.get(next - 1));
                S2Point to = sites.get(chain.get(next));
                S2Point avoid = sites.get(site);
                if (S2Predicates.compareEdgeDistance(avoid, from, to, separation.getLength2()) < 0) {
                    addSite(separating(avoid, from, to, input.get(edge)), last, pending);
                    return;
                }
            }
        }
    }

    private void addSite(S2Point site, int last, Deque<Integer> pending) {
        int number = sites.size();
        sites.add(site);
        double reach = (DEVIATION + SEPARATION) * radius;
        for (int edge = 0; edge < input.size(); edge++) {
            S2Edge candidate = input.get(edge);
            if (S2EdgeUtil.getDistance(site, candidate.getStart(), candidate.getEnd())
                            .radians()
                    <= reach) {
                List<Integer> near = nearSites.get(edge);
                near.add(number);
                sort(candidate.getStart(), near);
                if (edge <= last) {
                    pending.push(edge);
                }
            }
        }
    }

    /** A place on an edge, near the site to avoid, in the gap between what the two ends of the chain's edge cover. */
    private S2Point separating(S2Point avoid, S2Point from, S2Point to, S2Edge edge) {
        S2Point start = edge.getStart();
        S2Point end = edge.getEnd();
        S2Point along = end.sub(start);
        S2Point normal = S2.robustCrossProd(start, end);
        S2Point place = S2EdgeUtil.getClosestPoint(avoid, start, end);
        S2Point gapStart = coverageEnd(from, normal);
        S2Point gapEnd = coverageEnd(to, normal.neg());
        if (place.sub(gapStart).dotProd(along) < 0) {
            return gapStart;
        }
        return gapEnd.sub(place).dotProd(along) < 0 ? gapEnd : place;
    }

    /** Where the great circle with this normal leaves the surroundings of a site. */
    private S2Point coverageEnd(S2Point site, S2Point normal) {
        double sine = Math.sin(radius);
        double sine2 = sine * sine;
        double length2 = normal.norm2();
        double height = normal.dotProd(site);
        S2Point side = normal.crossProd(site);
        S2Point foot = site.mul(length2).sub(normal.mul(height)).mul(Math.sqrt(1 - sine2));
        double half = Math.sqrt(Math.max(0, sine2 * length2 - height * height));
        return foot.add(side.mul(half)).normalize();
    }

    /** The sites whose surroundings an edge crosses, one after the other, without those that others leave no part of it. */
    private List<Integer> chain(int number) {
        S2Edge edge = input.get(number);
        S2Point start = edge.getStart();
        S2Point end = edge.getEnd();
        List<Integer> chain = new ArrayList<>();
        for (int candidate : nearSites.get(number)) {
            S2Point site = sites.get(candidate);
            if (S2Predicates.compareEdgeDistance(site, start, end, snap.getLength2()) > 0) {
                continue;
            }
            if (takesPart(site, chain, start, end)) {
                chain.add(candidate);
            }
        }
        return chain;
    }

    /** Takes sites off the chain that the new one excludes; false when it is excluded itself. */
    private boolean takesPart(S2Point site, List<Integer> chain, S2Point start, S2Point end) {
        while (!chain.isEmpty()) {
            S2Point previous = sites.get(chain.getLast());
            if (new S1ChordAngle(previous, site).compareTo(adjacent) >= 0) {
                return true;
            }
            S2Predicates.Excluded excluded =
                    S2Predicates.getVoronoiSiteExclusion(previous, site, start, end, snap.getLength2());
            if (excluded == S2Predicates.Excluded.SECOND) {
                return false;
            }
            if (excluded != S2Predicates.Excluded.FIRST) {
                if (chain.size() < 2) {
                    return true;
                }
                S2Point before = sites.get(chain.get(chain.size() - 2));
                if (new S1ChordAngle(before, site).compareTo(adjacent) >= 0) {
                    return true;
                }
                int sideOfPrevious = S2Predicates.sign(start, end, previous);
                if (S2Predicates.sign(before, previous, site) == sideOfPrevious
                        || S2Predicates.edgeCircumcenterSign(start, end, before, previous, site) != sideOfPrevious) {
                    return true;
                }
            }
            chain.removeLast();
        }
        return true;
    }

    /** The input vertices that moved to each site. */
    Map<Integer, List<S2Point>> verticesBySite() {
        Map<Integer, List<S2Point>> vertices = new HashMap<>();
        for (int edge = 0; edge < input.size(); edge++) {
            List<Integer> chain = chains.get(edge);
            vertices.computeIfAbsent(chain.getFirst(), site -> new ArrayList<>())
                    .add(input.get(edge).getStart());
            vertices.computeIfAbsent(chain.getLast(), site -> new ArrayList<>())
                    .add(input.get(edge).getEnd());
        }
        return vertices;
    }
}
