package dev.halcyon.cli;

import dev.halcyon.server.HalcyonServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top of the command tree; alone it prints its help. */
@Command(
        name = "halcyon",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "A self-hosted Log Analytics workspace with AIOps that speaks KQL.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon tutorial                  find anomalies in four weeks of usage, in half a minute",
            "  halcyon serve --demo              a workspace to query; prints the address of the page",
            "  halcyon query 'Usage | take 10' --url http://127.0.0.1:8080",
            "  halcyon help query                everything about a command",
            "",
            "Exit codes: 0 success; 1 the server or the machine failed, or an answer is incomplete; 2 the input is wrong."
        })
final class HalcyonCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The release and the platform it runs on. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "halcyon %s (Java %s, %s %s)"
                        .formatted(
                                HalcyonServer.version(),
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"))
            };
        }
    }
}
