package io.cpqoms.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledClassesTest {
    @TempDir
    Path root;

    @Test
    void forgetsTheClassesOfEveryModuleAndNothingElse() throws IOException {
        Path shallow = file("order-service/target/classes/Order.class");
        Path deep = file("infra/messaging/drill/target/test-classes/io/Drill.class");
        Path jar = file("infra/cli/target/cpq-cli.jar");
        Path source = file("order-service/src/main/java/classes/Order.java");
        Path home = file(".cpq/data/target/classes/kept");

        CompiledClasses.forget(root);

        assertThat(shallow).doesNotExist();
        assertThat(deep).doesNotExist();
        assertThat(jar).exists();
        assertThat(source).exists();
        assertThat(home).exists();
    }

    private Path file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
