package io.cpqoms.cli.fork;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.local.server.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One fork, from the request to the finished folder. It is put together beside the target and moved there as the last step:
 * whatever fails before leaves nothing behind.
 */
final class Fork {
    private static final String CONTRACTS = "src/main/resources/cpq-topics";

    /** Where the shared libraries come from when they are not vendored: the user's own Maven repository, or this one. */
    record Libraries(boolean vendored, Optional<String> repository) {}

    private final Path checkout;
    private final ServiceSource source;
    private final ForkNames names;
    private final Libraries libraries;
    private final RegistryProposal registry;
    private final Renaming renaming;

    Fork(Path checkout, ServiceSource source, ForkNames names, Libraries libraries) {
        this.checkout = checkout;
        this.source = source;
        this.names = names;
        this.libraries = libraries;
        this.registry = RegistryProposal.of(checkout, source.name());
        this.renaming = new Renaming(source, names, registry.ownSubjects());
    }

    /** @param finish what else must succeed before the folder appears, given the folder in the making */
    void into(ForkTarget target, Consumer<Path> finish) {
        Path staging = target.staging();
        try {
            Trees.delete(staging);
            Path service = staging.resolve(names.service());
            copyService(service);
            proposeTopics(service.resolve(CONTRACTS));
            new Leftovers(source, registry.ownSubjects()).refuseIn(service);
            copyBuild(staging);
            finish.accept(staging);
            target.take(staging);
        } catch (IOException e) {
            throw CpqFailure.environment("can't write " + staging + ": " + e.getMessage(), e);
        } finally {
            removeQuietly(staging);
        }
    }

    private void copyService(Path service) {
        for (Path file : TextFiles.sources(source.directory(), ".dockerignore")) {
            Path from = source.directory().resolve(file);
            Path to = service.resolve(renaming.path(file));
            TextFiles.text(from)
                    .ifPresentOrElse(text -> TextFiles.write(to, content(file, text)), () -> TextFiles.copy(from, to));
        }
    }

    private String content(Path file, String text) {
        String renamed = renaming.text(file, text);
        return switch (file.toString()) {
            case "pom.xml" -> new ForkPom(names, libraries).of(renamed);
            case "README.md" -> ServiceReadme.of(renamed, names);
            case "Dockerfile" -> ForkDockerfile.of(renamed, libraries.vendored());
            default -> renamed;
        };
    }

    private void proposeTopics(Path contracts) {
        TextFiles.write(contracts.resolve("kafka-topics.yaml"), registry.yaml(names, renaming));
        for (String id : registry.ownSchemas()) {
            String renamed = renaming.text(id + ".json");
            TextFiles.write(
                    contracts.resolve("schemas").resolve(renamed), renaming.text(TextFiles.read(registry.schema(id))));
            registry.example(id)
                    .forEach(example -> TextFiles.write(
                            contracts.resolve("examples").resolve(renamed), renaming.text(TextFiles.read(example))));
        }
    }

    /** Everything around the service: the reactor, the libraries or what stands in for them, and what to do next. */
    private void copyBuild(Path root) {
        List<String> modules = libraries.vendored() ? SharedLibraries.MODULES : List.of(SharedLibraries.SERVERS);
        for (String module : modules) {
            for (Path file : TextFiles.sources(checkout.resolve(module))) {
                if (!file.startsWith("src/test") && !insideOtherModule(checkout.resolve(module), file)) {
                    TextFiles.copy(
                            checkout.resolve(module).resolve(file),
                            root.resolve(module).resolve(file));
                }
            }
        }
        TextFiles.copy(checkout.resolve(".mvn/jvm.config"), root.resolve(".mvn/jvm.config"));
        TextFiles.write(root.resolve("pom.xml"), reactor(modules));
        TextFiles.write(root.resolve(".gitignore"), TextFiles.template("gitignore.txt"));
        TextFiles.write(root.resolve(".dockerignore"), TextFiles.template("dockerignore.txt"));
        Path script = checkout.resolve(ForkDockerfile.LIBRARY_SCRIPT);
        if (libraries.vendored() && Files.exists(script)) {
            TextFiles.copy(script, root.resolve(ForkDockerfile.LIBRARY_SCRIPT));
        }
        TextFiles.write(root.resolve("README.md"), readme());
    }

    /** Whether a folder on the way to the file has a pom of its own. */
    private static boolean insideOtherModule(Path module, Path file) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(module.resolve(folder).resolve("pom.xml"))) {
                return true;
            }
        }
        return false;
    }

    private String reactor(List<String> modules) {
        String list = Stream.concat(modules.stream(), Stream.of(names.service()))
                .map(module -> "    <module>" + module + "</module>\n")
                .collect(Collectors.joining());
        return new ForkPom(names, libraries)
                .reactor(filled(TextFiles.template("pom.xml.txt")).replace("{modules}", list));
    }

    private String readme() {
        String mode = libraries.vendored() ? "vendored" : "published";
        return filled(TextFiles.template("README.md.txt")
                .replace(
                        "{libraries}",
                        TextFiles.template("libraries-" + mode + ".txt").strip())
                .replace("{topics}", proposedTopics()));
    }

    private String proposedTopics() {
        String own = Pattern.compile("(?m)^  - name: (\\S+)$")
                .matcher(registry.yaml(names, renaming))
                .results()
                .map(match -> "`" + match.group(1) + "`")
                .collect(Collectors.joining(", "));
        return own.isEmpty() ? "none of its own; it joins topics of others" : own;
    }

    private String filled(String template) {
        return template.replace("{service}", names.service())
                .replace("{title}", names.title())
                .replace("{group}", names.group())
                .replace("{version}", ForkNames.VERSION)
                .replace("{package}", names.rootPackage())
                .replace("{domain}", names.domain())
                .replace("{database}", names.database())
                .replace("{port}", names.port())
                .replace("{management}", names.managementPort())
                .replace("{source}", source.name())
                .replace("{platform}", source.platformVersion());
    }

    private static void removeQuietly(Path staging) {
        try {
            if (Files.exists(staging)) {
                Trees.delete(staging);
            }
        } catch (IOException e) {
            throw CpqFailure.environment("can't remove the half-made " + staging + ": " + e.getMessage(), e);
        }
    }
}
