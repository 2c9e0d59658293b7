package dev.halcyon.engine.runtime;

import com.maxmind.db.Reader;
import dev.halcyon.engine.sql.SqlType;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where IP addresses are, as a file in the MaxMind DB format tells whose records are like those of its city databases. The
 * program brings no such file: who runs it gives one.
 */
public final class AddressLocations implements Closeable {

    /** The runtime function over the file. */
    public static final String FUNCTION = "kql_geo_info";

    private final Reader reader;
    private final Memo<Place> last = new Memo<>(this::find);

    private record Place(@Nullable String json) {}

    private AddressLocations(Reader reader) {
        this.reader = reader;
    }

    /**
     * Opens a file, which must not change while it is open.
     *
     * @throws IOException when it cannot be read or is of another format
     */
    public static AddressLocations open(Path file) throws IOException {
        return new AddressLocations(new Reader(file.toFile()));
    }

    /** The function that queries call. */
    public RuntimeFunction function() {
        return new RuntimeFunction(
                FUNCTION,
                List.of(SqlType.VARCHAR),
                false,
                true,
                SqlType.VARCHAR,
                "",
                arguments ->
                        last.of((String) Objects.requireNonNull(arguments[0])).json());
    }

    private Place find(String text) {
        IpAddress address = text.indexOf('/') >= 0 ? null : IpAddress.parse(text);
        if (address == null) {
            return new Place(null);
        }
        try {
            Map<?, ?> found = reader.get(InetAddress.getByAddress(address.bytes()), Map.class);
            return new Place(found == null ? null : json(found));
        } catch (IllegalArgumentException _) {
            // A file of IPv4 addresses knows no other.
            return new Place(null);
        } catch (IOException e) {
            throw new QueryFailure(
                    "geo_info_from_ip_address(): the file of locations cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable String json(Map<?, ?> found) {
        Map<String, Json> members = new LinkedHashMap<>();
        Object division = found.get("subdivisions") instanceof List<?> divisions && !divisions.isEmpty()
                ? divisions.getFirst()
                : null;
        putName(members, "country", found.get("country"));
        putName(members, "state", division);
        putName(members, "city", found.get("city"));
        if (found.get("location") instanceof Map<?, ?> location) {
            putNumber(members, "latitude", location.get("latitude"));
            putNumber(members, "longitude", location.get("longitude"));
        }
        return members.isEmpty() ? null : new Json.Bag(members).write();
    }

    private static void putName(Map<String, Json> members, String key, @Nullable Object place) {
        if (place instanceof Map<?, ?> described
                && described.get("names") instanceof Map<?, ?> names
                && names.get("en") instanceof String name) {
            members.put(key, new Json.Text(name));
        }
    }

    private static void putNumber(Map<String, Json> members, String key, @Nullable Object value) {
        if (value instanceof Number number) {
            members.put(key, Json.of(number.doubleValue()));
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
