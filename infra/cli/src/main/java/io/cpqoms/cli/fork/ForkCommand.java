package io.cpqoms.cli.fork;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.fork.Fork.Libraries;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq fork}: a new service from one of the platform's, in a folder that builds and tests by itself. */
@Command(
        name = "fork",
        description = "Make a new service from one of the platform's: a folder of its own that builds, passes its tests"
                + " and proposes its topics.",
        footer = {
            "",
            "Example:",
            "  cpq fork quote-service ../renewal-service --name renewal-service --package com.example.renewal --vendor",
            "",
            "Without --vendor the libraries come from a Maven repository that 'cpq publish --local' has filled.",
            "Exit codes: 0 forked; 1 it could not be renamed completely; 2 wrong usage; nothing is left behind."
        })
public final class ForkCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service to fork, such as quote-service.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The new folder, outside of this checkout.")
    private Path folder = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "The fork's name; the folder's name by default.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--package",
            required = true,
            paramLabel = "PACKAGE",
            description = "Where its classes go; the Maven group is this without the last part.")
    private String rootPackage = "";

    @Option(
            names = "--port",
            defaultValue = "8100",
            paramLabel = "PORT",
            description = "Where it listens unless CPQ_HTTP_PORT says otherwise; default ${DEFAULT-VALUE}.")
    private String port = "8100";

    @Option(names = "--vendor", description = "Copy the shared libraries into the fork.")
    private boolean vendor;

    @Option(
            names = "--repository",
            paramLabel = "URL",
            description = "Without --vendor: the Maven repository to take the libraries from, such as the folder of"
                    + " 'cpq publish --local DIR' as file:///…")
    private Optional<String> repository = Optional.empty();

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Path checkout = installation.root();
        if (vendor && repository.isPresent()) {
            throw CpqFailure.usage("--vendor copies the libraries and --repository says where to get them; give one");
        }
        repository.ifPresent(ForkCommand::requireUrl);
        ServiceSource source = ServiceSource.of(checkout, service);
        ForkTarget target = ForkTarget.of(checkout, folder);
        ForkNames names = new ForkNames(
                        name.orElseGet(() -> target.path().getFileName().toString()), rootPackage, port)
                .notOneOf(ServiceSource.names(checkout));
        Console console = common.console();
        console.line("Forking " + source.name() + " as " + names.service() + ".");
        Formatting formatting = new Formatting(checkout);
        new Fork(checkout, source, names, new Libraries(vendor, repository))
                .into(
                        target,
                        made -> formatting.apply(
                                made, names.service(), installation.home().resolve("fork.log")));
        tell(console, names, target);
        return ExitCodes.OK;
    }

    private static void requireUrl(String url) {
        if (!url.matches("(https?|file)://[^\\s<>&\"']+")) {
            throw CpqFailure.usage("'" + url + "' is not the address of a Maven repository; it begins with https:// or"
                    + " file:///, such as file:///srv/maven (--repository)");
        }
    }

    private void tell(Console console, ForkNames names, ForkTarget target) {
        console.line("Made " + target.path() + " (package " + names.rootPackage() + ", port " + names.port()
                + ", management " + names.managementPort() + ", topics " + names.domain() + ".*).");
        console.line();
        console.line("Next:");
        if (!vendor && repository.isEmpty()) {
            console.line("  ./cpq publish --local               put the shared libraries into your Maven repository");
        }
        console.line("  cd " + target.path() + " && mvn verify   build it and run its tests on real servers");
        console.line("  README.md in it says the rest.");
        console.answer(Json.object()
                .put("folder", target.path().toString())
                .put("service", names.service())
                .put("group", names.group())
                .put("package", names.rootPackage())
                .put("topicDomain", names.domain())
                .put("vendored", vendor));
    }
}
