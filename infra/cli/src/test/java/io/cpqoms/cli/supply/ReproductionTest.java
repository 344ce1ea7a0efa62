package io.cpqoms.cli.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as the same build; {@code cpq supply-chain reproduce} makes the two. */
@Tag("ENG-05")
class ReproductionTest {
    @TempDir
    Path folder;

    @Test
    void findsJarsThatDifferAndThoseThatOnlyOneBuildMade() {
        Reproduction.Result result = Reproduction.compare(
                Map.of("a.jar", "1", "b.jar", "2", "c.jar", "3"), Map.of("a.jar", "1", "b.jar", "x"));

        assertThat(result.compared()).isEqualTo(3);
        assertThat(result.differing()).containsExactly("b.jar", "c.jar");
    }

    @Test
    void excusesOnlyWhatBothBuildsGeneratedWithQuarkus() {
        String generated = "quote-service/target/quarkus-app/quarkus/generated-bytecode.jar";
        String missing = "order-service/target/quarkus-app/quarkus/generated-bytecode.jar";

        Reproduction.Result result = Reproduction.compare(
                Map.of("a.jar", "1", generated, "2", missing, "3"), Map.of("a.jar", "1", generated, "x"));

        assertThat(result.generated()).containsExactly(generated);
        assertThat(result.differing()).containsExactly(missing);
        assertThat(result.same()).isEqualTo(1);
        assertThat(result.isReproducible()).isFalse();
    }

    @Test
    void comparesOurArtifactsAndNotThoseOfOthers() {
        assertThat(Reproduction.isOurs("infra/topics/target/cpq-topics-1.jar")).isTrue();
        assertThat(Reproduction.isOurs("quote-service/target/quarkus-app/app/quote-service-1.jar"))
                .isTrue();
        assertThat(Reproduction.isOurs("quote-service/target/quarkus-app/quarkus/generated-bytecode.jar"))
                .isTrue();
        assertThat(Reproduction.isOurs("quote-service/target/quarkus-app/lib/main/org.acme.jar"))
                .isFalse();
        assertThat(Reproduction.isOurs("infra/local/servers/target/kafka/lib/kafka.jar"))
                .isFalse();
    }

    @Test
    void saysWhichEntriesOfAJarDiffer() throws IOException {
        Path first = jar("first.jar", "same", "built at 10:00");
        Path second = jar("second.jar", "same", "built at 10:05");

        assertThat(JarDifference.between(first, second)).containsExactly("stamp.txt");
        assertThat(JarDifference.between(first, first)).containsExactly("times or order of entries");
        assertThat(JarDifference.between(first, folder.resolve("none.jar"))).containsExactly("only one build made it");
    }

    private Path jar(String name, String code, String stamp) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> entry :
                    Map.of("Code.class", code, "stamp.txt", stamp).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return jar;
    }
}
