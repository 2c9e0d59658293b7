package dev.halcyon.engine.duckdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small files in the MaxMind DB format: a tree over the bits of IPv6 addresses, records of 24 bits, then values. */
final class LocationFile {

    private static final int V4_START = 96;
    private static final int SHORT_SIZE = 29;
    private static final int SEPARATOR = 16;
    private static final int EMPTY = -1;

    // A record is EMPTY, a node's number, or -2 minus the offset of a value.
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();

    /** Adds a network whose addresses have the value. */
    LocationFile with(String address, int prefix, Map<String, Object> value) {
        byte[] bytes = bytes(address);
        int offset = values.size();
        write(values, value);
        int bits = bytes.length == Integer.BYTES ? V4_START + prefix : prefix;
        int node = 0;
        for (int index = 0; index < bits; index++) {
            int side = bit(bytes, bytes.length == Integer.BYTES ? index - V4_START : index);
            if (index == bits - 1) {
                nodes.get(node)[side] = -2 - offset;
            } else {
                if (nodes.get(node)[side] == EMPTY) {
                    nodes.get(node)[side] = nodes.size();
                    nodes.add(new int[] {EMPTY, EMPTY});
                }
                node = nodes.get(node)[side];
            }
        }
        return this;
    }

    Path writeTo(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int record : node) {
                int value = record == EMPTY
                        ? nodes.size()
                        : record >= 0 ? record : nodes.size() + SEPARATOR + (-2 - record);
                out.write(value >>> 16);
                out.write(value >>> 8);
                out.write(value);
            }
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(values.toByteArray());
        out.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
        out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", (short) 2);
        metadata.put("binary_format_minor_version", (short) 0);
        metadata.put("build_epoch", 1_700_000_000L);
        metadata.put("database_type", "Test-City");
        metadata.put("description", Map.of("en", "test"));
        metadata.put("ip_version", (short) 6);
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", nodes.size());
        metadata.put("record_size", (short) 24);
        write(out, metadata);
        return Files.write(file, out.toByteArray());
    }

    private static byte[] bytes(String address) {
        return InetAddress.ofLiteral(address).getAddress();
    }

    private static int bit(byte[] bytes, int index) {
        return index < 0 ? 0 : bytes[index / 8] >>> (7 - index % 8) & 1;
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                control(out, 2, bytes.length);
                out.writeBytes(bytes);
            }
            case Double number -> {
                control(out, 3, Double.BYTES);
                out.writeBytes(
                        ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
            }
            case Short number -> {
                control(out, 5, Short.BYTES);
                out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort(number).array());
            }
            case Integer number -> {
                control(out, 6, Integer.BYTES);
                out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
            }
            case Long number -> {
                control(out, 9, Long.BYTES);
                out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            }
            case Map<?, ?> members -> {
                control(out, 7, members.size());
                members.forEach((key, member) -> {
                    write(out, key);
                    write(out, member);
                });
            }
            case List<?> elements -> {
                control(out, 11, elements.size());
                elements.forEach(element -> write(out, element));
            }
            default -> throw new IllegalArgumentException("No form for " + value);
        }
    }

    // Types above 7 stand in a byte of their own.
    private static void control(ByteArrayOutputStream out, int type, int size) {
        int written = Math.min(size, SHORT_SIZE);
        out.write((type > 7 ? 0 : type << 5) | written);
        if (type > 7) {
            out.write(type - 7);
        }
        if (written == SHORT_SIZE) {
            out.write(size - SHORT_SIZE);
        }
    }
}
