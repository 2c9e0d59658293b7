package dev.halcyon.engine.runtime.geo;

import dev.halcyon.engine.runtime.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the geohash grid: the numbers of its column and row, counted from the south-west.
 *
 * @param column the column
 * @param row the row
 * @param length the number of characters
 */
public record Geohash(long column, long row, int length) {

    private static final String ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";
    private static final int LONGEST = 18;
    private static final int BITS = 5;

    /** Around a cell, beginning in the west. */
    private static final int[][] AROUND = {{-1, 0}, {-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}};

    /** The cell of a point as text; null for what is no coordinate or no length. */
    public static @Nullable String of(double longitude, double latitude, long length) {
        if (!Earth.isCoordinate(longitude, latitude) || length < 1 || length > LONGEST) {
            return null;
        }
        int characters = (int) length;
        long column = index(longitude, 180, columnBits(characters));
        long row = index(latitude, 90, rowBits(characters));
        return new Geohash(column, row, characters).text();
    }

    /** The centre of a cell as GeoJSON. */
    public static @Nullable String centre(String text) {
        Geohash cell = parse(text);
        return cell == null
                ? null
                : GeoJson.point((cell.west() + cell.east()) / 2, (cell.south() + cell.north()) / 2)
                        .write();
    }

    /** The outline of a cell as GeoJSON. */
    public static @Nullable String polygon(String text) {
        Geohash cell = parse(text);
        return cell == null
                ? null
                : GeoJson.rectangle(cell.west(), cell.south(), cell.east(), cell.north())
                        .write();
    }

    /** The cells that touch a cell: across the antimeridian, not across a pole. */
    public static @Nullable String neighbours(String text) {
        Geohash cell = parse(text);
        if (cell == null) {
            return null;
        }
        long columns = 1L << columnBits(cell.length);
        long rows = 1L << rowBits(cell.length);
        List<Json> neighbours = new ArrayList<>();
        for (int[] step : AROUND) {
            long row = cell.row + step[1];
            if (row >= 0 && row < rows) {
                long column = Math.floorMod(cell.column + step[0], columns);
                neighbours.add(new Json.Text(new Geohash(column, row, cell.length).text()));
            }
        }
        return new Json.Array(neighbours).write();
    }

    private static @Nullable Geohash parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        long column = 0;
        long row = 0;
        boolean east = true;
        for (int index = 0; index < text.length(); index++) {
            int digit = ALPHABET.indexOf(text.charAt(index));
            if (digit < 0) {
                return null;
            }
            for (int bit = BITS - 1; bit >= 0; bit--) {
                int value = (digit >> bit) & 1;
                if (east) {
                    column = (column << 1) | value;
                } else {
                    row = (row << 1) | value;
                }
                east = !east;
            }
        }
        return new Geohash(column, row, text.length());
    }

    private String text() {
        StringBuilder text = new StringBuilder(length);
        int columnBit = columnBits(length);
        int rowBit = rowBits(length);
        int digit = 0;
        for (int bit = 0; bit < length * BITS; bit++) {
            boolean east = bit % 2 == 0;
            long value = east ? column >> --columnBit : row >> --rowBit;
            digit = (digit << 1) | (int) (value & 1);
            if (bit % BITS == BITS - 1) {
                text.append(ALPHABET.charAt(digit));
                digit = 0;
            }
        }
        return text.toString();
    }

    /** By halving: every border is a number that a double holds exactly, so no point falls on the wrong side. */
    private static long index(double value, double limit, int bits) {
        double low = -limit;
        double high = limit;
        long index = 0;
        for (int bit = 0; bit < bits; bit++) {
            double middle = (low + high) / 2;
            if (value >= middle) {
                index = (index << 1) | 1;
                low = middle;
            } else {
                index <<= 1;
                high = middle;
            }
        }
        return index;
    }

    private static int columnBits(int length) {
        return (length * BITS + 1) / 2;
    }

    private static int rowBits(int length) {
        return length * BITS / 2;
    }

    private double west() {
        return border(column, 180, columnBits(length));
    }

    private double east() {
        return border(column + 1, 180, columnBits(length));
    }

    private double south() {
        return border(row, 90, rowBits(length));
    }

    private double north() {
        return border(row + 1, 90, rowBits(length));
    }

    private static double border(long index, double limit, int bits) {
        return Math.scalb(index * limit * 2, -bits) - limit;
    }
}
