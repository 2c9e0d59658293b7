package dev.halcyon.bench.anomalies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the series and label windows of the Numenta Anomaly Benchmark from its own folder layout. */
final class NabCorpus {

    /** Every text of the label file: a file's name, then the first and last time of each of its windows. */
    private static final Pattern TEXT = Pattern.compile("\"([^\"]+)\"");

    /** Labels carry fractions of a second, series do not. */
    private static final int SECONDS = "2014-04-10 07:15:00".length();

    private NabCorpus() {}

    /** All series, in the order of the label file. */
    static List<LabelledSeries> read(Path folder) throws IOException {
        List<LabelledSeries> corpus = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Matcher matcher = TEXT.matcher(Files.readString(folder.resolve("labels/combined_windows.json")));
        while (matcher.find()) {
            texts.add(matcher.group(1));
        }
        int next = 0;
        while (next < texts.size()) {
            String name = texts.get(next++);
            List<String> times = new ArrayList<>();
            while (next < texts.size() && !texts.get(next).endsWith(".csv")) {
                times.add(texts.get(next++).substring(0, SECONDS));
            }
            corpus.add(series(folder.resolve("data").resolve(name), name, times));
        }
        return corpus;
    }

    private static LabelledSeries series(Path file, String name, List<String> limits) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> times = new ArrayList<>();
        double[] values = new double[lines.size() - 1];
        for (int i = 0; i < values.length; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            times.add(cells[0].substring(0, SECONDS));
            values[i] = Double.parseDouble(cells[1]);
        }
        List<LabelledSeries.Window> windows = new ArrayList<>();
        for (int i = 0; i < limits.size(); i += 2) {
            windows.add(new LabelledSeries.Window(
                    position(times, limits.get(i), name), position(times, limits.get(i + 1), name)));
        }
        return new LabelledSeries(name, values, windows);
    }

    private static int position(List<String> times, String time, String name) {
        int position = times.indexOf(time);
        if (position < 0) {
            throw new IllegalStateException("%s has no point at %s.".formatted(name, time));
        }
        return position;
    }
}
