package dev.halcyon.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with 413 when more bytes come than allowed. */
final class BoundedInputStream extends FilterInputStream {

    private final long maximum;
    private long count;

    BoundedInputStream(InputStream in, long maximum) {
        super(in);
        this.maximum = maximum;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            add(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            add(read);
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        return readNBytes((int) Math.min(wanted, 8192)).length;
    }

    private void add(int bytes) {
        count += bytes;
        if (count > maximum) {
            throw RequestBody.tooLarge(maximum);
        }
    }
}
