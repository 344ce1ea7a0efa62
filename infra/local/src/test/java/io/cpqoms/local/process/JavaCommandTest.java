package io.cpqoms.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void dropsClassDataThatAreOlderThanTheProgram() throws Exception {
        Path archive = file("service.jsa", "2026-01-01T00:00:00Z");
        Path jar = file("service.jar", "2026-01-02T00:00:00Z");

        JavaCommand.withHeap("64m").classData(archive, jar);

        assertThat(archive).doesNotExist();
    }

    @Test
    void leavesClassDataThatAreOlderThanTheProgramToOthersWhereItOnlyReads() throws Exception {
        Path archive = file("service.jsa", "2026-01-01T00:00:00Z");
        Path jar = file("service.jar", "2026-01-02T00:00:00Z");

        assertThat(JavaCommand.withHeap("64m").classData(archive, jar, true).jar(jar))
                .noneMatch(argument -> argument.contains("SharedArchive"));
        assertThat(archive).exists();
    }

    @Test
    void keepsClassDataThatAreNewerThanTheProgram() throws Exception {
        Path archive = file("service.jsa", "2026-01-02T00:00:00Z");
        Path jar = file("service.jar", "2026-01-01T00:00:00Z");

        JavaCommand.withHeap("64m").classData(archive, jar);

        assertThat(archive).exists();
    }

    @Test
    void letsTheJvmWriteClassDataUnlessTheyAreOnlyToBeRead() throws Exception {
        Path jar = file("service.jar", "2026-01-01T00:00:00Z");
        Path archive = directory.resolve("service.jsa");

        assertThat(JavaCommand.withHeap("64m").classData(archive, jar, false).jar(jar))
                .contains("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive);
        assertThat(JavaCommand.withHeap("64m").classData(archive, jar, true).jar(jar))
                .as("there is nothing to read")
                .noneMatch(argument -> argument.contains("SharedArchive"));
        file("service.jsa", "2026-01-02T00:00:00Z");
        assertThat(JavaCommand.withHeap("64m").classData(archive, jar, true).jar(jar))
                .contains("-XX:SharedArchiveFile=" + archive)
                .doesNotContain("-XX:+AutoCreateSharedArchive");
    }

    private Path file(String name, String modified) throws Exception {
        Path file = Files.writeString(directory.resolve(name), name);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
    }
}
