package dev.halcyon.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line for each record: {@code time level logger message}. Line breaks of messages are escaped, so that text of a
 * client cannot forge a line; a stack trace of ours follows on lines of its own.
 */
public final class LogLineFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(160);
        line.append(TIME.format(entry.getInstant().atOffset(ZoneOffset.UTC)));
        line.append(' ').append(entry.getLevel().getName());
        line.append(' ').append(shortName(String.valueOf(entry.getLoggerName())));
        line.append(' ').append(escaped(formatMessage(entry))).append('\n');
        if (entry.getThrown() != null) {
            StringWriter trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String escaped(String message) {
        StringBuilder escaped = new StringBuilder(message.length());
        for (int index = 0; index < message.length(); index++) {
            char character = message.charAt(index);
            if (character < ' '
                    || character == 0x7f
                    || character == 0x85
                    || character == 0x2028
                    || character == 0x2029) {
                escaped.append("\\u%04x".formatted((int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
