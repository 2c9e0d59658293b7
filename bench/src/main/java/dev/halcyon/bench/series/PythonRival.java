package dev.halcyon.bench.series;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a process of Python needed for the same series, and what it answered: see {@code series_rival.py}. */
final class PythonRival {

    private static final String PROGRAM = "bench/src/main/python/series_rival.py";

    private final Map<String, Result> results;

    private PythonRival(Map<String, Result> results) {
        this.results = results;
    }

    /**
     * A task of the rival.
     *
     * @param seconds of its best run
     * @param series how many series it did
     * @param answer one number of all of them
     */
    record Result(double seconds, int series, double answer) {}

    /**
     * Runs it.
     *
     * @param python a Python with NumPy and statsmodels
     * @param files series of one length each
     */
    static PythonRival run(String python, List<double[][]> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, PROGRAM, Integer.toString(SeasonalSeries.SEASON)));
        List<Path> paths = new ArrayList<>();
        try {
            for (double[][] series : files) {
                Path path = Files.createTempFile("series", ".f64");
                paths.add(path);
                write(path, series);
                command.add(path.toString());
                command.add(Integer.toString(series[0].length));
            }
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Map<String, Result> results = new HashMap<>();
            try (var reader = process.inputReader()) {
                reader.lines().map(line -> line.split(" ")).forEach(parts -> results.put(parts[0], result(parts)));
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The rival in Python failed");
            }
            return new PythonRival(results);
        } finally {
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }

    private static Result result(String... parts) {
        return new Result(Double.parseDouble(parts[1]), Integer.parseInt(parts[2]), Double.parseDouble(parts[3]));
    }

    private static void write(Path path, double[][] series) throws IOException {
        int length = series[0].length;
        ByteBuffer bytes =
                ByteBuffer.allocate(series.length * length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : series) {
            bytes.asDoubleBuffer().put(row);
            bytes.position(bytes.position() + length * Double.BYTES);
        }
        Files.write(path, bytes.array());
    }

    Result result(String task) {
        Result result = results.get(task);
        if (result == null) {
            throw new IllegalStateException("The rival did not answer " + task);
        }
        return result;
    }
}
