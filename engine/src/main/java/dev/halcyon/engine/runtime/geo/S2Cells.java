package dev.halcyon.engine.runtime.geo;

import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Point;
import dev.halcyon.engine.runtime.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The quadratic grid S2. Cells are their tokens; what is no cell gives null. */
public final class S2Cells {

    static final int FINEST = 30;
    private static final int CORNERS = 4;
    private static final int LONGEST_TOKEN = 16;

    private S2Cells() {}

    /** The cell of a point. */
    public static @Nullable String of(double longitude, double latitude, long level) {
        if (!Earth.isCoordinate(longitude, latitude) || level < 0 || level > FINEST) {
            return null;
        }
        return S2CellId.fromPoint(Earth.point(longitude, latitude))
                .parent((int) level)
                .toToken();
    }

    /** The centre of a cell as GeoJSON. */
    public static @Nullable String centre(String token) {
        S2CellId cell = parse(token);
        return cell == null ? null : GeoJson.point(cell.toPoint()).write();
    }

    /** The outline of a cell as GeoJSON. */
    public static @Nullable String polygon(String token) {
        S2CellId id = parse(token);
        if (id == null) {
            return null;
        }
        S2Cell cell = new S2Cell(id);
        List<S2Point> ring = new ArrayList<>(CORNERS);
        for (int corner = 0; corner < CORNERS; corner++) {
            ring.add(cell.getVertex(corner));
        }
        return GeoJson.polygon(ring).write();
    }

    /** The cells of the same level that touch a cell. */
    public static @Nullable String neighbours(String token) {
        S2CellId cell = parse(token);
        if (cell == null) {
            return null;
        }
        List<S2CellId> neighbours = new ArrayList<>();
        cell.getAllNeighbors(cell.level(), neighbours);
        return tokens(List.copyOf(new LinkedHashSet<>(neighbours)));
    }

    static String tokens(List<S2CellId> cells) {
        return new Json.Array(cells.stream()
                        .<Json>map(cell -> new Json.Text(cell.toToken()))
                        .toList())
                .write();
    }

    private static @Nullable S2CellId parse(String token) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return null;
        }
        for (int index = 0; index < token.length(); index++) {
            if (Character.digit(token.charAt(index), 16) < 0) {
                return null;
            }
        }
        S2CellId cell = S2CellId.fromToken(token);
        return cell.isValid() ? cell : null;
    }
}
