package dev.halcyon.engine.runtime.geo;

import com.uber.h3core.H3Core;
import com.uber.h3core.exceptions.H3Exception;
import com.uber.h3core.util.LatLng;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.engine.runtime.QueryFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hexagonal grid H3. Cells are their tokens; what is no cell gives null. */
public final class H3Cells {

    private static final int FINEST = 15;
    private static final int DEEPEST_DESCENT = 5;
    private static final int WIDEST_RING = 142;

    private H3Cells() {}

    /** Loaded when first used: the library unpacks native code. */
    private static final class Library {
        static final @Nullable H3Core H3 = load();

        private static @Nullable H3Core load() {
            try {
                return H3Core.newInstance();
            } catch (IOException | LinkageError | SecurityException e) {
                return null;
            }
        }
    }

    static H3Core library() {
        H3Core library = Library.H3;
        if (library == null) {
            throw new QueryFailure("H3 cells are not available on this machine: its native library does not load");
        }
        return library;
    }

    /** The cell of a point. */
    public static @Nullable String of(double longitude, double latitude, long resolution) {
        if (!Earth.isCoordinate(longitude, latitude) || resolution < 0 || resolution > FINEST) {
            return null;
        }
        return library().latLngToCellAddress(latitude, longitude, (int) resolution);
    }

    /** The resolution of a cell. */
    public static @Nullable Integer resolution(String token) {
        Long cell = parse(token);
        return cell == null ? null : (Integer) library().getResolution(cell);
    }

    /** The coarser cell around a cell; without a resolution the next coarser one. */
    public static @Nullable String parent(String token, @Nullable Long resolution) {
        Long cell = parse(token);
        if (cell == null) {
            return null;
        }
        int own = library().getResolution(cell);
        long wanted = resolution == null ? own - 1 : resolution;
        return (wanted < 0 || wanted > own) ? null : text(library().cellToParent(cell, (int) wanted));
    }

    /** The finer cells inside a cell; without a resolution the next finer ones. */
    public static @Nullable String children(String token, @Nullable Long resolution) {
        Long cell = parse(token);
        if (cell == null) {
            return null;
        }
        int own = library().getResolution(cell);
        long wanted = resolution == null ? own + 1 : resolution;
        if (wanted < own || wanted > FINEST || wanted - own > DEEPEST_DESCENT) {
            return null;
        }
        return array(library().cellToChildren(cell, (int) wanted)).write();
    }

    /** The cells that touch a cell. */
    public static @Nullable String neighbours(String token) {
        Long cell = parse(token);
        if (cell == null) {
            return null;
        }
        return array(library().gridDiskDistances(cell, 1).get(1)).write();
    }

    /** The cells around a cell, one array for each distance from 0 on. */
    public static @Nullable String rings(String token, long distance) {
        Long cell = parse(token);
        if (cell == null || distance < 0 || distance > WIDEST_RING) {
            return null;
        }
        List<Json> rings = new ArrayList<>();
        for (List<Long> ring : library().gridDiskDistances(cell, (int) distance)) {
            rings.add(array(ring));
        }
        return new Json.Array(rings).write();
    }

    /** The centre of a cell as GeoJSON. */
    public static @Nullable String centre(String token) {
        Long cell = parse(token);
        if (cell == null) {
            return null;
        }
        LatLng centre = library().cellToLatLng(cell);
        return GeoJson.point(centre.lng, centre.lat).write();
    }

    /** The outline of a cell as GeoJSON. */
    public static @Nullable String polygon(String token) {
        Long cell = parse(token);
        if (cell == null) {
            return null;
        }
        List<Json> ring = new ArrayList<>();
        for (LatLng vertex : library().cellToBoundary(cell)) {
            ring.add(GeoJson.position(vertex.lng, vertex.lat));
        }
        ring.add(ring.getFirst());
        return GeoJson.shape("Polygon", new Json.Array(List.of(new Json.Array(ring))))
                .write();
    }

    static Json array(List<Long> cells) {
        return new Json.Array(
                cells.stream().<Json>map(cell -> new Json.Text(text(cell))).toList());
    }

    private static String text(long cell) {
        return Long.toHexString(cell);
    }

    private static @Nullable Long parse(String token) {
        if (token.isEmpty() || token.length() > 16) {
            return null;
        }
        try {
            long cell = Long.parseUnsignedLong(token, 16);
            return library().isValidCell(cell) ? (Long) cell : null;
        } catch (NumberFormatException | H3Exception e) {
            return null;
        }
    }
}
