package io.cpqoms.cli.verify;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The modules of a checkout by their folders, and which builds on which: as much of the poms as {@code --changed} needs.
 *
 * @param dependencies the folders of the modules that a module names as its dependencies
 */
record Reactor(Map<String, Set<String>> dependencies) {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
    private static final Pattern OWN_ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<groupId>io\\.cpqoms</groupId>\\s*<artifactId>([^<]+)</artifactId>");

    /** What a profile adds is the order of a whole build, and an exclusion is no dependency. */
    private static final Pattern NO_DEPENDENCY = Pattern.compile("(?s)<(profiles|exclusions)>.*?</\\1>");

    static Reactor of(Path root) {
        List<String> modules = matches(MODULE, pom(root));
        Map<String, String> foldersByArtifact = new LinkedHashMap<>();
        Map<String, List<String>> artifacts = new LinkedHashMap<>();
        for (String module : modules) {
            String pom = PARENT.matcher(pom(root.resolve(module))).replaceAll("");
            foldersByArtifact.put(matches(OWN_ARTIFACT, pom).getFirst(), module);
            artifacts.put(module, matches(DEPENDENCY, NO_DEPENDENCY.matcher(pom).replaceAll("")));
        }
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        artifacts.forEach((module, named) -> {
            Set<String> folders = new LinkedHashSet<>();
            named.stream()
                    .filter(foldersByArtifact::containsKey)
                    .map(foldersByArtifact::get)
                    .filter(folder -> !folder.equals(module))
                    .forEach(folders::add);
            dependencies.put(module, folders);
        });
        return new Reactor(dependencies);
    }

    Set<String> modules() {
        return dependencies.keySet();
    }

    /** These, and all that build on them, in the order of the reactor. */
    Set<String> withDependents(Set<String> touched) {
        Set<String> found = new LinkedHashSet<>(touched);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<String, Set<String>> module : dependencies.entrySet()) {
                if (module.getValue().stream().anyMatch(found::contains)) {
                    grown |= found.add(module.getKey());
                }
            }
        }
        Set<String> ordered = new LinkedHashSet<>(modules());
        ordered.retainAll(found);
        return ordered;
    }

    private static String pom(Path folder) {
        try {
            return Files.readString(folder.resolve("pom.xml"));
        } catch (IOException e) {
            throw CpqFailure.environment("the pom of " + folder + " is not readable: " + e.getMessage(), e);
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1).strip())
                .toList();
    }
}
