package dev.halcyon.workspace.rule;

/** The decoration of stream names: {@code Custom-Anomalies_CL}, {@code Microsoft-Usage}, or none. */
public final class StreamNames {

    public static final String CUSTOM_PREFIX = "Custom-";
    public static final String MICROSOFT_PREFIX = "Microsoft-";

    private StreamNames() {}

    /** The table that an output stream of that name fills. */
    public static String table(String stream) {
        if (stream.startsWith(CUSTOM_PREFIX)) {
            return stream.substring(CUSTOM_PREFIX.length());
        }
        return stream.startsWith(MICROSOFT_PREFIX) ? stream.substring(MICROSOFT_PREFIX.length()) : stream;
    }

    /** True for the stream of a built-in table. */
    public static boolean isMicrosoft(String stream) {
        return stream.startsWith(MICROSOFT_PREFIX);
    }
}
