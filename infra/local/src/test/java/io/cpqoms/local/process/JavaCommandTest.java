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
    void keepsClassDataThatAreNewerThanTheProgram() throws Exception {
        Path archive = file("service.jsa", "2026-01-02T00:00:00Z");
        Path jar = file("service.jar", "2026-01-01T00:00:00Z");

        JavaCommand.withHeap("64m").classData(archive, jar);

        assertThat(archive).exists();
    }

    private Path file(String name, String modified) throws Exception {
        Path file = Files.writeString(directory.resolve(name), name);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
    }
}
