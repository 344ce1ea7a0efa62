package io.cpqoms.cli.supply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.build.Maven;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.console.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cpq supply-chain}: the bill of materials with its licences, and whether a build can be repeated. */
@Command(
        name = "supply-chain",
        description = "What the platform is made of, and whether its jars can be built again.",
        footer = {
            "",
            "Dependency convergence, pinned plugins and banned dependencies are checked by every build.",
            "docs/supply-chain.md says what is and what isn't checked.",
            "Exit codes: 0 as it should be; 1 a licence or a jar is not."
        })
public final class SupplyChainCommand {
    private static final String PLUGIN = "org.cyclonedx:cyclonedx-maven-plugin:";

    @picocli.CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Command(
            name = "sbom",
            description =
                    "Write target/sbom/bom.json and bom.xml (CycloneDX) and licences.txt; fail on a licence that the"
                            + " policy doesn't allow.")
    int sbom(@Mixin CommonOptions common) {
        Installation installation = Installation.current();
        Console console = common.console();
        Path folder = installation.root().resolve("target/sbom");
        Path log = installation.home().resolve("sbom.log");
        console.line("Building and reading every dependency (the log is " + log + ").");
        int exit = Maven.run(
                installation.root(),
                log,
                "-B",
                "-ntp",
                "-Dquick",
                "-DskipTests",
                "-DoutputDirectory=" + folder,
                "-DoutputName=bom",
                "package",
                PLUGIN + version(installation.root()) + ":makeAggregateBom");
        if (exit != 0) {
            throw new CpqFailure("the bill of materials could not be made; the log is " + log);
        }
        Sbom sbom = Sbom.read(folder.resolve("bom.json"));
        LicencePolicy policy = new LicencePolicy(knownLicences());
        write(folder.resolve("licences.txt"), sbom, policy);
        return report(console, folder, sbom, policy);
    }

    @Command(
            name = "reproduce",
            description = "Build the platform twice, in two folders, and compare every jar of ours byte by byte.")
    int reproduce(@Mixin CommonOptions common) {
        Installation installation = Installation.current();
        Console console = common.console();
        Path workshop = installation.home().resolve("reproduce");
        console.line("Building twice in " + workshop + "; this takes a few minutes.");
        Reproduction reproduction = new Reproduction(installation.root(), workshop);
        Reproduction.Result result = reproduction.run();
        for (String artifact : result.differing()) {
            console.line(console.paint("  ✗ " + artifact, Style.RED));
            reproduction.entriesThatDiffer(artifact).forEach(entry -> console.line("      " + entry));
        }
        console.line("%d of %d artifacts are the same in both builds."
                .formatted(result.compared() - result.differing().size(), result.compared()));
        ObjectNode answer = Json.object().put("compared", result.compared());
        result.differing().forEach(answer.putArray("differing")::add);
        console.answer(answer);
        return result.differing().isEmpty() && result.compared() > 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static int report(Console console, Path folder, Sbom sbom, LicencePolicy policy) {
        Table table = Table.of("licence", "libraries");
        policy.counts(sbom)
                .forEach((licence, count) -> table.row(licence.isEmpty() ? "(none stated)" : licence, count));
        table.print(console);
        List<Sbom.Component> refused = policy.refused(sbom);
        console.line();
        refused.forEach(component -> console.line(console.paint(
                "  ✗ " + component.coordinates() + "  " + String.join(" or ", component.licences()), Style.RED)));
        console.line("%d libraries, %d without a licence that the policy allows; %s"
                .formatted(sbom.components().size(), refused.size(), folder));
        ObjectNode answer = Json.object().put("libraries", sbom.components().size());
        refused.forEach(component -> answer.withArray("refused").add(component.coordinates()));
        console.answer(answer.put("folder", folder.toString()));
        return refused.isEmpty() && !sbom.components().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static void write(Path file, Sbom sbom, LicencePolicy policy) {
        String lines = sbom.components().stream()
                .map(component -> component.coordinates() + "\t" + String.join(" or ", policy.licencesOf(component)))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw CpqFailure.environment("can't write " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> knownLicences() {
        Properties properties = new Properties();
        try (InputStream file = Objects.requireNonNull(
                SupplyChainCommand.class.getResourceAsStream("licences.properties"), "licences.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new IllegalStateException("licences.properties is not readable", e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name.replace('/', ':'), properties::getProperty));
    }

    private static String version(Path root) {
        try {
            Matcher version = Pattern.compile("<cyclonedx\\.version>([^<]+)<")
                    .matcher(Files.readString(root.resolve("infra/parent/pom.xml")));
            if (version.find()) {
                return version.group(1);
            }
            throw new CpqFailure("infra/parent/pom.xml has no property cyclonedx.version");
        } catch (IOException e) {
            throw CpqFailure.environment("can't read infra/parent/pom.xml: " + e.getMessage(), e);
        }
    }
}
