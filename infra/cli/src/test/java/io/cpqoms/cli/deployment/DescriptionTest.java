package io.cpqoms.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionTest {
    private static final Path INSIDE = Checkout.root().resolve("infra/compose/target.json");

    @TempDir
    private Path directory;

    @Test
    void readsTheDescriptionOfTheCompositionFromInside() {
        Description inside = Description.read(INSIDE);

        assertThat(inside.endpoints().quote()).isEqualTo(URI.create("http://quote-service:8081"));
        assertThat(inside.postgres()).isEqualTo("postgres:5432");
        assertThat(inside.home()).isEqualTo(Path.of("/var/lib/cpq"));
    }

    @Test
    void namesTheFieldThatIsMissing() throws IOException {
        Path file = Files.writeString(
                directory.resolve("target.json"), Files.readString(INSIDE).replace("\"audit\"", "\"auditor\""));

        assertThatThrownBy(() -> Description.read(file))
                .isInstanceOf(CpqFailure.class)
                .hasMessageContaining("target.json lacks the field audit");
    }

    @Test
    void refusesToSignWithoutTheKey() throws IOException {
        Path file = Files.writeString(
                directory.resolve("target.json"),
                Files.readString(INSIDE).replace("/var/lib/cpq", directory.toString()));

        assertThatThrownBy(() -> Description.read(file).platform())
                .isInstanceOf(CpqFailure.class)
                .hasMessageContaining("jwt-private.pem");
    }
}
