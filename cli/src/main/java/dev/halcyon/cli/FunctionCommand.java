package dev.halcyon.cli;

import dev.halcyon.cli.client.FunctionClient;
import dev.halcyon.cli.client.ServiceException;
import dev.halcyon.cli.client.StoredFunction;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halcyon function}. */
@Command(
        name = "function",
        header = "List, show, save and delete the functions of a workspace.",
        description = {
            "A saved function is called by its name in every query of the workspace. Speaks to a running server (--url, "
                    + "with the owner's key: the file keys.json of its data folder has it) or opens a data folder that "
                    + "no server holds (--data)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon function list --data halcyon-data",
            "  halcyon function save BusyHours -q busy.kql --parameters 'least:long = 100' --folder usage --data halcyon-data",
            "  halcyon function save docs/recipes/anomalies-without-look-ahead.kql --folder anomalies --data halcyon-data",
            "  halcyon function show BusyHours --url http://127.0.0.1:8080 --key KEY",
            "  halcyon function delete BusyHours --data halcyon-data",
            "",
            "Exit codes: 0 success; 1 the server failed; 2 there is no such function, or the input is wrong."
        })
final class FunctionCommand extends CommandGroup {
    /** What no file of functions is called: those end in {@code .kql}. */
    private static final Pattern NAME = Pattern.compile("\\w+");

    FunctionCommand(Terminal terminal) {
        super(terminal);
    }

    @Command(name = "list", header = "List the functions with their parameters.")
    int list(@Mixin WorkspaceTarget target, @Mixin OutputOption output) throws IOException {
        return target.open(
                FunctionClient::new,
                functions -> list(
                        "Functions",
                        List.of("Name", "Parameters", "Folder", "Description"),
                        functions.all().stream()
                                .filter(StoredFunction::isFunction)
                                .map(function -> List.of(
                                        function.name(),
                                        function.parameters(),
                                        function.folder(),
                                        function.description())),
                        output.format()));
    }

    @Command(name = "show", header = "Show a function: its head in lines of comment, then its query.")
    int show(
            @Mixin WorkspaceTarget target,
            @Parameters(paramLabel = "NAME", description = "What queries call it by.") String name)
            throws IOException {
        return target.open(FunctionClient::new, functions -> {
            StoredFunction function = existing(functions, name);
            comment("%s(%s)".formatted(function.name(), function.parameters()));
            comment("folder: " + function.folder());
            comment("description: " + function.description());
            function.query().lines().map(FunctionCommand::line).forEach(terminal.out()::println);
            return ExitCode.SUCCESS;
        });
    }

    /** Tabs stay, so that what is shown can be saved again. */
    private static String line(String text) {
        return Stream.of(text.split("\t", -1)).map(DisplayText::visible).collect(Collectors.joining("\t"));
    }

    private void comment(String text) {
        terminal.out().println(terminal.styled(Style.DIM, "// " + DisplayText.visible(text)));
    }

    @Command(
            name = "save",
            header = "Save a function, or change one; or save all functions of a file.",
            description = "A function that is there keeps what no option names. A file of statements "
                    + "'let NAME = (PARAMETERS) { BODY };' is saved as one function for each; comments right above become "
                    + "descriptions.")
    int save(
            @Mixin WorkspaceTarget target,
            @Parameters(
                            index = "0",
                            paramLabel = "NAME|FILE",
                            description = "What queries call it by; or a file of let statements.")
                    String name,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "KQL",
                            description = "The query; - reads it from standard input.")
                    @Nullable
                    String text,
            @Option(
                            names = {"-q", "--query-file"},
                            paramLabel = "FILE",
                            description = "Read the query from a file.")
                    @Nullable
                    Path file,
            @Option(names = "--parameters", paramLabel = "LIST", description = "Such as 'user:string, days:long = 7'.")
                    @Nullable
                    String parameters,
            @Option(names = "--folder", paramLabel = "NAME", description = "Where lists of functions show it.")
                    @Nullable
                    String folder,
            @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.") @Nullable
                    String description)
            throws IOException {
        if (text == null && file == null && !NAME.matcher(name).matches()) {
            return saveAll(target, Path.of(name), parameters, folder, description);
        }
        String query = QuerySource.read(text, file);
        if (file != null && FunctionFile.isOne(query)) {
            throw new UserException(
                    "%s holds let statements and no query: 'halcyon function save %s' saves each of them."
                            .formatted(file, ShellWord.of(file)));
        }
        return target.open(
                FunctionClient::new, functions -> put(functions, name, query, parameters, folder, description));
    }

    private int saveAll(
            WorkspaceTarget target,
            Path file,
            @Nullable String parameters,
            @Nullable String folder,
            @Nullable String description)
            throws IOException {
        if (parameters != null || description != null) {
            throw new UserException("The functions of a file have their own parameters and descriptions.");
        }
        FunctionFile read = FunctionFile.read(file);
        return target.open(FunctionClient::new, functions -> {
            for (FunctionFile.Entry entry : read.functions()) {
                try {
                    put(
                            functions,
                            entry.name(),
                            entry.body(),
                            entry.parameters(),
                            folder,
                            entry.description().isEmpty() ? null : entry.description());
                } catch (UserException e) {
                    throw new UserException("%s: %s".formatted(entry.place(), e.getMessage()), e);
                } catch (ServiceException e) {
                    throw new ServiceException(
                            e.status(),
                            e.code(),
                            "%s: %s".formatted(entry.place(), e.getMessage()),
                            Optional.empty(),
                            e.details());
                }
            }
            return ExitCode.SUCCESS;
        });
    }

    private int put(
            FunctionClient functions,
            String name,
            String query,
            @Nullable String parameters,
            @Nullable String folder,
            @Nullable String description) {
        List<StoredFunction> all = functions.all();
        StoredFunction old = all.stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseGet(() -> unsaved(name, all));
        functions.put(new StoredFunction(
                old.id(),
                name,
                parameters == null ? old.parameters() : parameters,
                folder == null ? old.folder() : folder,
                description == null ? old.description() : description,
                query,
                old.tags(),
                old.etag()));
        terminal.out().println("saved " + DisplayText.visible(name));
        return ExitCode.SUCCESS;
    }

    private static StoredFunction unsaved(String name, List<StoredFunction> all) {
        for (StoredFunction other : all) {
            if (other.id().equalsIgnoreCase(name)) {
                throw new UserException("The id %s belongs to the saved %s already; choose another name."
                        .formatted(other.id(), other.isFunction() ? "function " + other.name() : "query"));
            }
        }
        return new StoredFunction(name, name, "", "", name, "", Map.of(), "*");
    }

    @Command(name = "delete", header = "Delete a function.")
    int delete(
            @Mixin WorkspaceTarget target,
            @Parameters(paramLabel = "NAME", description = "What queries call it by.") String name)
            throws IOException {
        return target.open(FunctionClient::new, functions -> {
            functions.delete(existing(functions, name).id());
            terminal.out().println("deleted " + DisplayText.visible(name));
            return ExitCode.SUCCESS;
        });
    }

    private static StoredFunction existing(FunctionClient functions, String name) {
        return functions
                .find(name)
                .orElseThrow(() -> new UserException("The workspace has no function %s.".formatted(name)));
    }
}
