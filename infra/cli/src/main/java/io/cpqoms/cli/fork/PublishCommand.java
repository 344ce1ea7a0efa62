package io.cpqoms.cli.fork;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.build.Maven;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq publish}: the shared libraries into a Maven repository on this machine, for forks that don't vendor them. */
@Command(
        name = "publish",
        description = "Build the shared libraries and put them into a Maven repository on this machine, for forks that"
                + " were made without --vendor.",
        footer = {
            "",
            "Without a folder they go into your own local repository, and forks find them there. A folder becomes a",
            "repository that can be copied or served; forks made with --repository file:///FOLDER find them in it.",
            "To publish to a company's repository, run mvn deploy with its settings on the same modules."
        })
public final class PublishCommand implements Callable<Integer> {
    private static final String OWN = "";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--local",
            arity = "0..1",
            required = true,
            fallbackValue = OWN,
            paramLabel = "FOLDER",
            description = "Into your local Maven repository, or into this folder.")
    private String folder = OWN;

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Console console = common.console();
        Optional<Path> target = folder.equals(OWN)
                ? Optional.empty()
                : Optional.of(Path.of(folder).toAbsolutePath().normalize());
        target.ifPresent(PublishCommand::refuseFile);
        Path log = installation.home().resolve("publish.log");
        console.line("Building and publishing the shared libraries (the log is " + log + ").");
        int exit = Maven.run(installation.root(), log, arguments(target).toArray(String[]::new));
        if (exit != 0) {
            throw new CpqFailure("the libraries were not published; the build's log is " + log);
        }
        String where = target.map(Path::toUri).map(Object::toString).orElse("your local Maven repository");
        console.line("Published " + String.join(", ", SharedLibraries.MODULES) + " to " + where + ".");
        target.ifPresent(path -> console.line("Forks find them there with --repository " + path.toUri()));
        console.answer(Json.object().put("repository", where));
        return ExitCodes.OK;
    }

    static List<String> arguments(Optional<Path> target) {
        List<String> arguments = new ArrayList<>(
                List.of("-B", "-ntp", "-Dquick", "-DskipTests", "-pl", String.join(",", SharedLibraries.MODULES)));
        if (target.isPresent()) {
            arguments.add("-DaltDeploymentRepository=cpq::" + target.get().toUri());
            arguments.add("deploy");
        } else {
            arguments.add("install");
        }
        return arguments;
    }

    private static void refuseFile(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw CpqFailure.usage(path + " can't become a Maven repository: " + e.getMessage()
                    + "; name a new or existing folder (--local FOLDER)");
        }
    }
}
