package dev.halcyon.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Bodies within bounds: plain or gzip, told by the header or by the first bytes, because one client sends packed bytes
 * before it says so (I-6). Encodings are never stacked.
 */
public final class RequestBody {

    private static final int FIRST_MAGIC = 0x1f;
    private static final int SECOND_MAGIC = 0x8b;
    private static final int BUFFER = 8192;

    private RequestBody() {}

    /**
     * The unpacked body. Reads at most the limit plus one byte of what was sent; the caller bounds what is unpacked.
     *
     * @param maximumSent most bytes as sent
     * @throws HttpProblem 413 when more was announced, 415 for an unknown encoding
     */
    public static InputStream open(Exchange exchange, long maximumSent) throws IOException {
        if (exchange.contentLength().orElse(0) > maximumSent) {
            throw tooLarge(maximumSent);
        }
        String encoding = exchange.header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        if (!encoding.isEmpty() && !encoding.equals("gzip") && !encoding.equals("identity")) {
            throw HttpProblem.of(
                    415,
                    "UnsupportedContentEncoding",
                    "Content-Encoding '%s' is not supported: send gzip or nothing.".formatted(encoding));
        }
        PushbackInputStream sent = new PushbackInputStream(new BoundedInputStream(exchange.body(), maximumSent), 2);
        // What is announced as gzip and is none fails here, as a broken one does later.
        return encoding.equals("gzip") || isGzip(sent) ? new GZIPInputStream(sent, BUFFER) : sent;
    }

    /** All bytes of an unpacked body. */
    public static byte[] bytes(InputStream body, int maximum) throws IOException {
        byte[] bytes = body.readNBytes(maximum + 1);
        if (bytes.length > maximum) {
            throw tooLarge(maximum);
        }
        return bytes;
    }

    static HttpProblem tooLarge(long maximum) {
        return HttpProblem.of(
                413, "ContentLengthLimitExceeded", "Maximum allowed content length: %d bytes".formatted(maximum));
    }

    private static boolean isGzip(PushbackInputStream sent) throws IOException {
        byte[] start = new byte[2];
        int count = sent.readNBytes(start, 0, 2);
        sent.unread(start, 0, count);
        return count == 2 && (start[0] & 0xff) == FIRST_MAGIC && (start[1] & 0xff) == SECOND_MAGIC;
    }
}
