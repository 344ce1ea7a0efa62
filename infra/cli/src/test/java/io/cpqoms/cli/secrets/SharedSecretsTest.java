package io.cpqoms.cli.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSecretsTest {
    @TempDir
    private Path home;

    @Test
    void givesAServiceItsOwnPasswordAndNothingElse() throws IOException {
        give("quote-service");

        assertThat(Files.readString(secret("quote-service.properties")))
                .contains(
                        "CPQ_DATABASE_USER=quote\n",
                        "CPQ_DATABASE_PASSWORD=" + Files.readString(secret("database-quote.password")) + "\n");
        assertThat(permissions("quote-service.properties")).isEqualTo("rw-r-----");
        assertThat(permissions("database-quote.password")).isEqualTo("rw-------");
        assertThat(permissions("jwt-private.pem")).isEqualTo("rw-------");
        assertThat(permissions("jwt-public.pem")).isEqualTo("rw-r--r--");
    }

    @Test
    void givesTheServerEveryPassword() throws IOException {
        give("postgres");

        for (String role :
                new String[] {"postgres", "quote", "orders", "workflow", "search", "notification", "audit"}) {
            assertThat(permissions("database-" + role + ".password")).as(role).isEqualTo("rw-r-----");
        }
    }

    @Test
    void givesTheBridgeItsToken() throws IOException {
        give("workflow-bridge");

        assertThat(Files.readString(secret("workflow-bridge.jwt")).split("\\.")).hasSize(3);
        assertThat(permissions("workflow-bridge.jwt")).isEqualTo("rw-r-----");
    }

    @Test
    void keepsWhatExists() throws IOException {
        give("quote-service");
        String password = Files.readString(secret("quote-service.properties"));
        String key = Files.readString(secret("jwt-private.pem"));

        give("quote-service");

        assertThat(Files.readString(secret("quote-service.properties"))).isEqualTo(password);
        assertThat(Files.readString(secret("jwt-private.pem"))).isEqualTo(key);
    }

    private void give(String name) throws IOException {
        int ownGroup = (Integer) Files.getAttribute(home, "unix:gid");
        SharedSecrets secrets = SharedSecrets.in(home);
        secrets.giveTo(new Reader(name, ownGroup));
        secrets.openDirectory();
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(secret(name)));
    }

    private Path secret(String name) {
        return home.resolve("secrets").resolve(name);
    }
}
