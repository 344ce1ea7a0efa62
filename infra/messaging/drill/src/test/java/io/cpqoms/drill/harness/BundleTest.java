package io.cpqoms.drill.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("M24")
class BundleTest {

    @TempDir
    private Path place;

    @Test
    void notesAPartThatFailsAndWritesTheOthers() throws IOException {
        Path bundle = Bundle.in(place, "run7")
                .with("verdict.txt", file -> Files.writeString(file, "LOST"))
                .with("tables", directory -> {
                    Files.createDirectories(directory);
                    throw new IOException("the server is gone");
                })
                .with("logs/drill-a.log", file -> Files.writeString(file, "started"))
                .directory();

        assertThat(bundle.resolve("verdict.txt")).hasContent("LOST");
        assertThat(bundle.resolve("logs/drill-a.log")).hasContent("started");
        assertThat(bundle.resolve(Bundle.MISSING)).content().contains("tables: ", "the server is gone");
    }

    @Test
    void saysNothingOfMissingPartsWhenThereAreNone() throws IOException {
        Path bundle = Bundle.in(place, "run7")
                .with("verdict.txt", file -> Files.writeString(file, "LOST"))
                .directory();

        assertThat(bundle.resolve(Bundle.MISSING)).doesNotExist();
    }

    @Test
    void leavesTheBundleOfAnEarlierRunOfTheSameNameAlone() throws IOException {
        Path first = Bundle.in(place, "run7")
                .with("verdict.txt", file -> Files.writeString(file, "first"))
                .directory();

        Path second = Bundle.in(place, "run7")
                .with("verdict.txt", file -> Files.writeString(file, "second"))
                .directory();

        assertThat(first.resolve("verdict.txt")).hasContent("first");
        assertThat(second.resolve("verdict.txt")).hasContent("second");
    }
}
