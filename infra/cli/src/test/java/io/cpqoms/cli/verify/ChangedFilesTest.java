package io.cpqoms.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git says has changed, in repositories of the test's own. */
class ChangedFilesTest {
    @TempDir
    Path root;

    @BeforeEach
    void aRepositoryWithTwoCommits() throws Exception {
        git("init", "--quiet", "--initial-branch=main");
        commit("first.txt");
        commit("second.txt");
    }

    @Test
    void aBranchIsComparedWithWhereItLeftMainAndWhatIsNotCommittedCounts() throws Exception {
        git("switch", "--quiet", "--create", "work");
        commit("committed.txt");
        Files.writeString(root.resolve("first.txt"), "changed");
        Files.writeString(root.resolve("new one.txt"), "not known yet");

        assertThat(new ChangedFiles(root).sinceTheBranchBegan())
                .containsExactly("committed.txt", "first.txt", "new one.txt");
    }

    @Test
    void whereNothingDiffersItIsTheLastCommit() {
        assertThat(new ChangedFiles(root).sinceTheBranchBegan()).containsExactly("second.txt");
    }

    @Test
    void aMovedFileChangesBothPlaces() throws Exception {
        git("mv", "first.txt", "moved.txt");

        assertThat(new ChangedFiles(root).since("HEAD")).containsExactly("first.txt", "moved.txt");
    }

    private void commit(String file) throws IOException, InterruptedException {
        Files.writeString(root.resolve(file), file);
        git("add", file);
        git("commit", "--quiet", "--message", file);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b.example"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
