package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Base64 of bytes, guids and compressed texts; Punycode; code points. */
final class EncodingFunctions {

    /** A small text may unpack to a huge one. */
    private static final int LONGEST_UNPACKED = 16 << 20;

    private static final int GUID_BYTES = 16;

    private EncodingFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.strict("kql_base64_guid", "", text, a -> guid(a.text(0)), text);
        list.strict("kql_guid_base64", "", text, a -> encode(guidBytes(a.text(0))), text);
        list.strict("kql_bytes_base64", "", text, a -> encodeArray(a.text(0)), text);
        list.strict("kql_gzip", "", text, a -> packed(a.text(0), true), text);
        list.strict("kql_gunzip", "", text, a -> unpacked(a.text(0), true), text);
        list.strict("kql_deflate", "", text, a -> packed(a.text(0), false), text);
        list.strict("kql_inflate", "", text, a -> unpacked(a.text(0), false), text);
        list.strict("kql_punycode_encode", "", text, a -> Punycode.encode(a.text(0)), text);
        list.strict("kql_punycode_decode", "", text, a -> orEmpty(Punycode.decode(a.text(0))), text);
        list.strict("kql_punycode_encode_domain", "", text, a -> Punycode.encodeDomain(a.text(0)), text);
        list.strict("kql_punycode_decode_domain", "", text, a -> orEmpty(Punycode.decodeDomain(a.text(0))), text);
        list.variadic("kql_from_code_points", "R61", text, EncodingFunctions::fromCodePoints);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte @Nullable [] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The first three fields of a guid are little-endian. */
    private static @Nullable String guid(String text) {
        byte[] bytes = decode(text);
        if (bytes == null || bytes.length != GUID_BYTES) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long high = (buffer.getInt() & 0xFFFF_FFFFL) << 32
                | (buffer.getShort() & 0xFFFFL) << 16
                | (buffer.getShort() & 0xFFFFL);
        long low = buffer.order(ByteOrder.BIG_ENDIAN).getLong();
        return new UUID(high, low).toString();
    }

    private static byte[] guidBytes(String text) {
        UUID guid = UUID.fromString(text);
        long high = guid.getMostSignificantBits();
        return ByteBuffer.allocate(GUID_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (high >>> 32))
                .putShort((short) (high >>> 16))
                .putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(guid.getLeastSignificantBits())
                .array();
    }

    private static String encodeArray(String json) {
        if (!(JsonText.read(json) instanceof Json.Array array)) {
            return "";
        }
        byte[] bytes = new byte[array.elements().size()];
        for (int index = 0; index < bytes.length; index++) {
            Long value = ConversionFunctions.toLong(array.elements().get(index));
            if (value == null || value < 0 || value > 255) {
                return "";
            }
            bytes[index] = value.byteValue();
        }
        return encode(bytes);
    }

    private static String packed(String text, boolean gzip) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packing = gzip ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encode(bytes.toByteArray());
    }

    /** {@code ""} for what is not packed so, or is no UTF-8 inside. */
    private static String unpacked(String text, boolean gzip) {
        byte[] bytes = decode(text);
        if (bytes == null) {
            return "";
        }
        ByteArrayInputStream source = new ByteArrayInputStream(bytes);
        try (InputStream unpacking = gzip ? new GZIPInputStream(source) : new InflaterInputStream(source)) {
            byte[] content = unpacking.readNBytes(LONGEST_UNPACKED + 1);
            if (content.length > LONGEST_UNPACKED) {
                throw new QueryFailure("A compressed text is longer than 16 MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Numbers and arrays of numbers, one after the other; null when one is no code point. */
    private static @Nullable String fromCodePoints(@Nullable Object[] arguments) {
        List<Json> values = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument != null) {
                Json value = JsonText.read((String) argument);
                if (value instanceof Json.Array array) {
                    values.addAll(array.elements());
                } else {
                    values.add(value);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (Json value : values) {
            Long codePoint = ConversionFunctions.toLong(value);
            if (codePoint == null || codePoint < 0 || codePoint > Character.MAX_CODE_POINT) {
                return null;
            }
            text.appendCodePoint(codePoint.intValue());
        }
        return text.toString();
    }
}
