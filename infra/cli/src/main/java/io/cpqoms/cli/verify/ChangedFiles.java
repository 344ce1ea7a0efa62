package io.cpqoms.cli.verify;

import io.cpqoms.cli.CpqFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What differs from a base, as git says: committed since, changed and not committed, and files that it does not know yet. */
final class ChangedFiles {
    private final Path root;

    ChangedFiles(Path root) {
        this.root = root;
    }

    /**
     * Since the branch left the one it follows, or {@code main}; where nothing differs from that, in the last commit.
     */
    Set<String> sinceTheBranchBegan() {
        Optional<String> base = Stream.of("@{upstream}", "origin/main", "main")
                .flatMap(branch -> git("merge-base", "HEAD", branch).stream())
                .map(List::getFirst)
                .findFirst();
        Set<String> changed = base.map(this::since).orElse(Set.of());
        return changed.isEmpty() ? since("HEAD~1") : changed;
    }

    Set<String> since(String base) {
        Set<String> changed = new TreeSet<>(git("diff", "--name-only", "--no-renames", "--relative", base)
                .orElseThrow(() -> CpqFailure.environment("git knows no " + base + " to compare with")));
        git("ls-files", "--others", "--exclude-standard").ifPresent(changed::addAll);
        return changed;
    }

    /** The lines of its answer; nothing when it fails. */
    private Optional<List<String>> git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> lines;
            try (BufferedReader answer = process.inputReader(StandardCharsets.UTF_8)) {
                lines = answer.lines().toList();
            }
            return process.waitFor() == 0 ? Optional.of(lines) : Optional.empty();
        } catch (IOException e) {
            throw CpqFailure.environment("--changed asks git, which can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted");
        }
    }
}
