package io.cpqoms.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cpq run} reads from a folder, and what it says about folders that it can't run. */
@Tag("ENG-02")
class GuestServiceTest {
    @TempDir
    Path folder;

    @Test
    void readsAServiceBesideWhatBuildsIt() throws IOException {
        Path service = service("renewal-service", true);
        Files.createDirectories(folder.resolve("infra"));

        GuestService guest = GuestService.in(folder);

        assertThat(guest.name()).isEqualTo("renewal-service");
        assertThat(guest.database()).isEqualTo("renewal_service");
        assertThat(guest.port()).isEqualTo(8100);
        assertThat(guest.jar()).isEqualTo(service.resolve("target/quarkus-app/quarkus-run.jar"));
        assertThat(guest.proposal()).isEmpty();
        assertThat(GuestService.in(service)).isEqualTo(guest);
    }

    @Test
    void saysHowToBuildOneThatIsNotBuilt() throws IOException {
        service("renewal-service", false);

        assertThatThrownBy(() -> GuestService.in(folder))
                .isInstanceOf(CpqFailure.class)
                .hasMessageContainingAll("is not built", "mvn package");
    }

    @Test
    void asksWhichOneWhenThereAreSeveral() throws IOException {
        service("renewal-service", true);
        service("loyalty-service", true);

        assertThatThrownBy(() -> GuestService.in(folder))
                .hasMessageContainingAll("several services", "name the folder");
    }

    @Test
    void refusesAFolderWithoutAServiceAndOneThatIsNot() {
        assertThatThrownBy(() -> GuestService.in(folder)).hasMessageContaining("no service");
        assertThatThrownBy(() -> GuestService.in(folder.resolve("none"))).hasMessageContaining("there is no folder");
    }

    private Path service(String name, boolean built) throws IOException {
        Path service = folder.resolve(name);
        Files.createDirectories(service.resolve("src/main/resources"));
        Files.writeString(service.resolve("src/main/resources/application.properties"), """
                quarkus.application.name=%s
                quarkus.http.port=${CPQ_HTTP_PORT:8100}
                quarkus.flyway.username=${CPQ_DATABASE_OWNER:renewal_service}
                """.formatted(name));
        if (built) {
            Files.createDirectories(service.resolve("target/quarkus-app"));
            Files.createFile(service.resolve("target/quarkus-app/quarkus-run.jar"));
        }
        return service;
    }
}
