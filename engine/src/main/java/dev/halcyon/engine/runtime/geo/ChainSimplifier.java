package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S1ChordAngle;
import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Predicates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Replaces chains of snapped edges by single ones that stay within the radius of every vertex of the input and on the
 * same side of every other site. A border that several layers share is replaced in all of them.
 */
final class ChainSimplifier {

    private final SnappedEdges snapped;
    private final Map<Integer, List<S2Point>> vertices;
    private final List<Link> links = new ArrayList<>();
    private final Map<Integer, List<Integer>> incident = new TreeMap<>();
    private final Map<Long, List<Integer>> between = new HashMap<>();
    private final boolean[] used;
    private final List<List<S2Edge>> output = new ArrayList<>();

    /** A snapped edge between two sites, of one layer, made from an input edge. */
    private record Link(int from, int to, int layer, int edge) {}

    private ChainSimplifier(SnappedEdges snapped, List<Integer> layers) {
        this.snapped = snapped;
        this.vertices = snapped.verticesBySite();
        for (int edge = 0; edge < snapped.input().size(); edge++) {
            List<Integer> chain = snapped.chainOf(edge);
            for (int index = 1; index < chain.size(); index++) {
                links.add(new Link(chain.get(index - 1), chain.get(index), layers.get(edge), edge));
            }
        }
        links.sort(Comparator.comparingInt(Link::from)
                .thenComparingInt(Link::to)
                .thenComparingInt(Link::layer)
                .thenComparingInt(Link::edge));
        this.used = new boolean[links.size()];
        for (int link = 0; link < links.size(); link++) {
            Link at = links.get(link);
            incident.computeIfAbsent(at.from, site -> new ArrayList<>()).add(link);
            incident.computeIfAbsent(at.to, site -> new ArrayList<>()).add(link);
            between.computeIfAbsent(pair(at.from, at.to), sites -> new ArrayList<>())
                    .add(link);
        }
    }

    /**
     * Simplifies edges.
     *
     * @param layers the edges of each layer
     * @param radius in radians, positive
     * @return what is left of each layer
     */
    static List<List<S2Edge>> simplify(List<List<S2Edge>> layers, double radius) {
        List<S2Edge> edges = new ArrayList<>();
        List<Integer> layerOfEdge = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            edges.addAll(layers.get(layer));
            layerOfEdge.addAll(Collections.nCopies(layers.get(layer).size(), layer));
        }
        ChainSimplifier simplifier = new ChainSimplifier(new SnappedEdges(edges, radius), layerOfEdge);
        layers.forEach(layer -> simplifier.output.add(new ArrayList<>()));
        simplifier.run();
        return simplifier.output;
    }

    private void run() {
        Set<Integer> inside = new HashSet<>();
        for (int site : incident.keySet()) {
            if (isInside(site)) {
                inside.add(site);
            }
        }
        for (int link = 0; link < links.size(); link++) {
            Link at = links.get(link);
            if (!used[link] && !inside.contains(at.from)) {
                if (inside.contains(at.to)) {
                    simplify(at.from, at.to, inside);
                } else {
                    use(link, at.from, at.to);
                }
            }
        }
        // What is left are loops without a fixed site.
        for (int link = 0; link < links.size(); link++) {
            if (!used[link]) {
                simplify(links.get(link).from, links.get(link).to, inside);
            }
        }
    }

    /** True when a site has two neighbours, and in each layer what comes from one goes to the other. */
    private boolean isInside(int site) {
        Set<Integer> neighbours = new LinkedHashSet<>();
        Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
        Map<Integer, Integer> excess = new HashMap<>();
        for (int link : incident.getOrDefault(site, List.of())) {
            Link at = links.get(link);
            int neighbour = at.from == site ? at.to : at.from;
            neighbours.add(neighbour);
            counts.computeIfAbsent(at.layer, layer -> new HashMap<>()).merge(neighbour, 1, Integer::sum);
            excess.merge(at.layer, at.from == site ? 1 : -1, Integer::sum);
        }
        return neighbours.size() == 2
                && excess.values().stream().allMatch(difference -> difference == 0)
                && counts.values().stream()
                        .allMatch(layer ->
                                layer.size() == 2 && Set.copyOf(layer.values()).size() == 1);
    }

    /** Goes along a chain of inside sites, each time as far as one edge can replace. */
    private void simplify(int first, int second, Set<Integer> inside) {
        int from = first;
        int to = second;
        boolean done;
        do {
            DirectionWindow window = new DirectionWindow(snapped.site(from));
            List<Integer> chain = new ArrayList<>();
            chain.add(from);
            passSites(from, from, to, window);
            do {
                chain.add(to);
                done = !inside.contains(to) || to == first;
                if (done) {
                    break;
                }
                int before = from;
                from = to;
                to = follow(before, from);
            } while (meetVertices(from, window)
                    && passSites(chain.getFirst(), from, to, window)
                    && window.allows(snapped.site(to)));
            merge(chain);
        } while (!done);
    }

    private int follow(int before, int at) {
        for (int link : incident.getOrDefault(at, List.of())) {
            Link candidate = links.get(link);
            int neighbour = candidate.from == at ? candidate.to : candidate.from;
            if (neighbour != before) {
                return neighbour;
            }
        }
        throw new IllegalStateException("An inside site has two neighbours");
    }

    private boolean meetVertices(int site, DirectionWindow window) {
        for (S2Point vertex : vertices.getOrDefault(site, List.of())) {
            if (!window.meet(vertex, snapped.snapRadius())) {
                return false;
            }
        }
        return true;
    }

    /** Keeps the sites beside the next edge of a chain on their side; false when the chain turns back or is too long. */
    private boolean passSites(int origin, int from, int to, DirectionWindow window) {
        S2Point start = snapped.site(origin);
        S2Point near = snapped.site(from);
        S2Point far = snapped.site(to);
        S1ChordAngle least = new S1ChordAngle(start, near);
        S1ChordAngle most = new S1ChordAngle(start, far);
        if (most.compareTo(least) < 0 || most.compareTo(snapped.longest()) >= 0) {
            return false;
        }
        for (int site : sitesNear(from, to)) {
            S2Point point = snapped.site(site);
            S1ChordAngle distance = new S1ChordAngle(start, point);
            if (site == origin
                    || site == from
                    || site == to
                    || distance.compareTo(least) <= 0
                    || distance.compareTo(most) >= 0) {
                continue;
            }
            boolean onLeft = from == origin
                    ? S2Predicates.sign(near, far, point) > 0
                    : S2Predicates.orderedCCW(start, far, point, near);
            if (!window.pass(point, snapped.separation(), onLeft)) {
                return false;
            }
        }
        return true;
    }

    private List<Integer> sitesNear(int from, int to) {
        List<Integer> parallel = new ArrayList<>(between.getOrDefault(pair(from, to), List.of()));
        parallel.addAll(between.getOrDefault(pair(to, from), List.of()));
        return parallel.stream()
                .map(link -> snapped.near(links.get(link).edge))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    /** One edge for each layer's way along the chain, and one for each way back. */
    private void merge(List<Integer> chain) {
        int first = chain.getFirst();
        int last = chain.getLast();
        List<Integer> there = List.copyOf(between.getOrDefault(pair(first, chain.get(1)), List.of()));
        List<Integer> back = List.copyOf(between.getOrDefault(pair(chain.get(1), first), List.of()));
        there.forEach(link -> use(link, first, last));
        back.forEach(link -> use(link, last, first));
        for (int index = 2; index < chain.size(); index++) {
            int from = chain.get(index - 1);
            int to = chain.get(index);
            between.getOrDefault(pair(from, to), List.of()).forEach(link -> used[link] = true);
            between.getOrDefault(pair(to, from), List.of()).forEach(link -> used[link] = true);
        }
    }

    private void use(int link, int from, int to) {
        used[link] = true;
        if (from != to) {
            output.get(links.get(link).layer).add(new S2Edge(snapped.site(from), snapped.site(to)));
        }
    }

    private static long pair(int from, int to) {
        return ((long) from << 32) | to;
    }
}
