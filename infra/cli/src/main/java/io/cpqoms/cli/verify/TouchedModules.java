package io.cpqoms.cli.verify;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which modules a change touches, from the paths of its files. */
final class TouchedModules {
    /** What every module is built by. */
    private static final List<String> EVERYTHING = List.of("pom.xml", "infra/parent/", ".mvn/");

    /** Its tests read what belongs to no module: the documents, the launcher, the composition, the dashboards. */
    private static final String CHECKOUT_READER = "infra/cli";

    /** Its tests compile what the how-tos say. */
    private static final String HOW_TO_READER = "infra/messaging";

    private final Reactor reactor;

    TouchedModules(Reactor reactor) {
        this.reactor = reactor;
    }

    /** The modules to test: those with a file among the paths, and all that build on them. */
    Set<String> of(Collection<String> paths) {
        Set<String> touched = new LinkedHashSet<>();
        for (String path : paths) {
            if (EVERYTHING.stream().anyMatch(path::startsWith)) {
                return reactor.modules();
            }
            Optional<String> module = reactor.modules().stream()
                    .filter(folder -> path.startsWith(folder + "/"))
                    .max(Comparator.comparing(String::length));
            touched.add(module.orElse(path.startsWith("docs/how-to/") ? HOW_TO_READER : CHECKOUT_READER));
            if (module.isEmpty()) {
                touched.add(CHECKOUT_READER);
            }
        }
        return reactor.withDependents(touched);
    }
}
