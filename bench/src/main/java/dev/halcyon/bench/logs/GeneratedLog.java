package dev.halcyon.bench.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * Lines printed by statements made up at random: words, values of many kinds, key=value pairs, quoted texts, with or
 * without a header. One statement in seven differs from an earlier one in a single word. How often each prints falls off
 * as it does in logs, with the rank.
 *
 * @param lines the lines
 * @param truth the statement that printed each
 */
public record GeneratedLog(List<String> lines, List<Integer> truth) {

    private static final String[] WORDS = """
            accept account acquire action allocate apply archive assign attach backup balance batch begin block boot bridge
            broker buffer build bundle cache call cancel certificate channel check claim cleanup client close cluster collect
            commit compact component compress config connect consumer container context controller copy create daemon data
            deadline decode delete deliver denied deploy detach device directory disabled discard dispatch document domain
            download drain driver drop dump enabled encode endpoint engine enqueue entry error evict exceeded execute exit
            expired export failed fetch field file filter find finish flush folder for format forward found frame free from
            gateway generate granted group handle handshake header health heartbeat host idle ignore image import in index
            init input insert instance interface invalid invoke issue job join journal kernel key kill lease leader limit
            link list listen load lock login lookup loop manager mapping master member memory merge message metadata metric
            migrate missing module monitor mount network node not notify object offset on open operation order output owner
            packet page parse partition patch payload peer pending permission pipeline plan plugin poll pool port prepare
            process producer profile promote protocol proxy publish pull purge push query queue quota raise read rebuild
            receive record recover refresh register reject release reload remote remove rename render replace replica report
            request reserve reset resolve resource response restart restore resume retry return revoke rollback rotate route
            rule run save scale scan schedule schema scope search segment select send sequence server service session shard
            shutdown signal skip slot snapshot socket source spawn split stale start state status step stop storage store
            stream submit subscribe suspend swap sync table target task template tenant terminate thread throttle timeout to
            token topic trace track transaction transfer trigger truncate tunnel type unable unlock unmount update upgrade
            upload user validate value verify version view volume wait warning watch with worker write zone""".split("\\s+");
    private static final String[] SYLLABLES =
            "an ber cor dan el fin gar hol is jo ka lin mor na ol per qui ros sa tor ul vic wen xi yan zel".split(" ");
    private static final String[] LEVELS = {"DEBUG", "INFO", "INFO", "INFO", "WARN", "ERROR"};
    private static final String[] SWITCHES = {"UP", "DOWN", "true", "false", "primary", "secondary"};

    /** A part of a statement: constant text, or a value. */
    private record Part(String text, int kind) {
        static final int CONSTANT = -1;
    }

    private static final int KINDS = 16;

    /** What stands in front of each line. */
    public enum Header {
        NONE,
        TIME_LEVEL_CLASS,
        SYSLOG
    }

    /**
     * A log.
     *
     * @param seed the same seed, the same log
     */
    public static GeneratedLog of(long seed, int statements, int count, Header header) {
        Random random = new Random(seed);
        List<List<Part>> all = new ArrayList<>();
        while (all.size() < statements) {
            List<Part> next = !all.isEmpty() && random.nextInt(7) == 0
                    ? sibling(all.get(random.nextInt(all.size())), random)
                    : statement(random);
            // Nobody could tell the lines of two equal statements apart.
            if (!all.contains(next)) {
                all.add(next);
            }
        }
        double[] cumulative = new double[statements];
        double total = 0;
        for (int rank = 0; rank < statements; rank++) {
            total += 1 / Math.pow(rank + 1, 1.1);
            cumulative[rank] = total;
        }
        List<String> users = names(random, 300);
        List<String> lines = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        for (int line = 0; line < count; line++) {
            double at = random.nextDouble() * total;
            int statement = 0;
            while (cumulative[statement] < at) {
                statement++;
            }
            StringBuilder text = new StringBuilder(header(header, statement, line, random));
            for (Part part : all.get(statement)) {
                text.append(part.kind == Part.CONSTANT ? part.text : value(part.kind, users, random));
            }
            lines.add(text.toString());
            truth.add(statement);
        }
        return new GeneratedLog(lines, truth);
    }

    private static List<Part> statement(Random random) {
        List<Part> parts = new ArrayList<>();
        int elements = 3 + random.nextInt(8);
        int values = 0;
        boolean pairs = random.nextInt(4) == 0;
        for (int element = 0; element < elements; element++) {
            String gap = element == 0 ? "" : " ";
            boolean value = element > 0 && values < 4 && random.nextInt(5) < 2;
            if (value) {
                String before = pairs ? word(random) + "=" : random.nextInt(6) == 0 ? word(random) + ": " : "";
                parts.add(new Part(gap + before + (random.nextInt(10) == 0 ? "[" : ""), Part.CONSTANT));
                boolean bracket = parts.getLast().text.endsWith("[");
                boolean named = before.endsWith("=") || before.endsWith(": ");
                parts.add(new Part("", random.nextInt(named ? KINDS : KINDS - 1)));
                if (bracket) {
                    parts.add(new Part("]", Part.CONSTANT));
                }
                values++;
            } else {
                String word = word(random);
                String text = element == 0 ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word;
                parts.add(new Part(
                        gap + text + (random.nextInt(12) == 0 && element < elements - 1 ? "," : ""), Part.CONSTANT));
            }
        }
        return parts;
    }

    private static List<Part> sibling(List<Part> statement, Random random) {
        List<Part> parts = new ArrayList<>(statement);
        int at;
        do {
            at = random.nextInt(parts.size());
        } while (parts.get(at).kind != Part.CONSTANT
                || parts.get(at).text.isBlank()
                || parts.get(at).text.equals("]"));
        String text = parts.get(at).text;
        String gap = text.startsWith(" ") ? " " : "";
        parts.set(at, new Part(gap + word(random) + text.replaceFirst("^ ?\\w+", ""), Part.CONSTANT));
        return parts;
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static List<String> names(Random random, int count) {
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            StringBuilder name = new StringBuilder();
            for (int syllables = 2 + random.nextInt(2); syllables > 0; syllables--) {
                name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            names.add(name.toString());
        }
        return names;
    }

    private static String header(Header header, int statement, int line, Random random) {
        int second = line / 3 % 60;
        int minute = line / 180 % 60;
        int hour = line / 10_800 % 24;
        return switch (header) {
            case NONE -> "";
            case TIME_LEVEL_CLASS ->
                "2024-05-17 %02d:%02d:%02d,%03d %s [%s-%d] com.example.%s: "
                        .formatted(
                                hour,
                                minute,
                                second,
                                random.nextInt(1000),
                                LEVELS[statement % LEVELS.length],
                                "worker",
                                random.nextInt(40),
                                WORDS[statement * 17 % WORDS.length]);
            case SYSLOG ->
                "May 17 %02d:%02d:%02d host%d %s[%d]: "
                        .formatted(
                                hour,
                                minute,
                                second,
                                random.nextInt(9),
                                WORDS[statement * 29 % WORDS.length],
                                random.nextInt(30_000));
        };
    }

    private static String value(int kind, List<String> users, Random random) {
        return switch (kind) {
            case 0, 1 -> String.valueOf(random.nextInt(random.nextInt(100_000) + 1));
            case 2 -> "%.3f".formatted(random.nextGaussian() * 100);
            case 3 -> random.nextInt(5000) + (random.nextBoolean() ? "ms" : "s");
            case 4 -> "0x" + Long.toHexString(random.nextLong());
            case 5 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 6 -> "10." + random.nextInt(256) + '.' + random.nextInt(256) + '.' + random.nextInt(256);
            case 7 -> "192.168." + random.nextInt(256) + '.' + random.nextInt(256) + ':' + random.nextInt(65_536);
            case 8 -> "/var/" + word(random) + '/' + word(random) + '-' + random.nextInt(1000) + ".log";
            case 9 -> "https://" + word(random) + ".example.com/" + word(random) + "?id=" + random.nextInt(1000);
            case 10, 11 -> users.get(random.nextInt(users.size()));
            case 12 -> "node-" + random.nextInt(64) + (random.nextInt(3) == 0 ? ".example.com" : ".example.org");
            case 13 -> quoted(random);
            case 14 -> word(random) + '_' + Long.toString(random.nextLong() >>> 20, 36);
            default -> SWITCHES[random.nextInt(2)];
        };
    }

    private static String quoted(Random random) {
        StringBuilder text = new StringBuilder("\"");
        for (int words = 1 + random.nextInt(5); words > 0; words--) {
            text.append(word(random)).append(words > 1 ? " " : "\"");
        }
        return text.toString();
    }
}
