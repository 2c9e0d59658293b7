package dev.halcyon.cli.tutorial;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A program that runs the tutorial and prints a line at once for everything it is about to do or has done. */
final class AnnouncedTutorial {
    private AnnouncedTutorial() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        UsageSeries series = SeriesSource.load(SeriesSource.SYNTHETIC);
        ServerOptions options = ServerOptions.at(folder).withDemo(true).withNow(Optional.of(series.lastSecond()));
        try (TutorialWorkspace workspace =
                TutorialWorkspace.over(HalcyonServer.start(options), folder, options.now())) {
            new Tutorial(workspace, series, new Lines()).run();
        }
    }

    private static final class Lines implements Progress {
        @Override
        public void begin(Step step) {
            System.out.println(step + " begins");
        }

        @Override
        public void advance(Step step, String detail) {
            System.out.println(step + ": " + detail);
        }

        @Override
        public void end(Step step, List<String> figures) {
            System.out.println(step + " ends");
        }
    }
}
