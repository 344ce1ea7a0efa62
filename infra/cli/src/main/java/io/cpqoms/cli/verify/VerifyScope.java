package io.cpqoms.cli.verify;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run tests: all modules, or only those that a change touches.
 *
 * @param tested folders of the modules to test; nothing for all of them
 * @param full   whether the cases run as well of which every build runs a representative
 */
record VerifyScope(Optional<Set<String>> tested, boolean full) {
    /** Marks the modules that are only built, because those that are tested need them; a profile of infra/parent looks for it. */
    private static final String UNTOUCHED = "target/untouched";

    /**
     * How many modules are built and tested side by side: their tests wait for servers most of their time. The tests of
     * infra/cli run alone behind all others, by the profile that the property selects.
     */
    private static final int LANES = 2;

    static VerifyScope whole(boolean full) {
        return new VerifyScope(Optional.empty(), full);
    }

    /** @param base what to compare with; where it is blank, what the branch began at */
    static VerifyScope changed(Path root, String base, boolean full) {
        ChangedFiles files = new ChangedFiles(root);
        Reactor reactor = Reactor.of(root);
        Set<String> tested =
                new TouchedModules(reactor).of(base.isBlank() ? files.sinceTheBranchBegan() : files.since(base));
        if (tested.isEmpty()) {
            throw CpqFailure.environment("nothing differs from " + (base.isBlank() ? "the last commit" : base));
        }
        return tested.equals(reactor.modules()) ? whole(full) : new VerifyScope(Optional.of(tested), full);
    }

    /** Forgets what was compiled in what is tested, and says to the build what is not. */
    void prepare(Path root) {
        try {
            if (tested.isEmpty()) {
                CompiledClasses.forget(root);
                return;
            }
            for (String module : Reactor.of(root).modules()) {
                Path mark = root.resolve(module).resolve(UNTOUCHED);
                if (tested.get().contains(module)) {
                    CompiledClasses.forget(root.resolve(module));
                    Files.deleteIfExists(mark);
                } else {
                    Files.createDirectories(root.resolve(module).resolve("target"));
                    Files.write(mark, new byte[0]);
                }
            }
        } catch (IOException e) {
            throw CpqFailure.environment("the checkout can't be prepared: " + e.getMessage(), e);
        }
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        tested.ifPresent(
                modules -> arguments.addAll(List.of("-Dcpq.changed", "-am", "-pl", String.join(",", modules))));
        if (isInLanes()) {
            arguments.addAll(List.of("-T", Integer.toString(LANES), "-Dcpq.lanes"));
        }
        if (full) {
            arguments.addAll(List.of(
                    "-Dcpq.full=true",
                    "-Dcpq.drill.matrix=full",
                    "-Dcpq.drill.faults=full",
                    "-Dcpq.secured.demo=true"));
        }
        return arguments;
    }

    /** Not the whole crash matrix, whose bound on recovery is for a machine of its own, and not a part: -am would build all of it. */
    private boolean isInLanes() {
        return tested.isEmpty() && !full;
    }

    String sentence() {
        return tested.map(modules -> "Running the tests of what the change touches: " + String.join(", ", modules))
                .orElse("Running every test");
    }
}
