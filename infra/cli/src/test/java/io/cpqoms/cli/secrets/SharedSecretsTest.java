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
                        "CPQ_DATABASE_USER=quote_service\n",
                        "CPQ_DATABASE_PASSWORD=" + Files.readString(secret("database-quote_service.password")) + "\n",
                        "CPQ_DATABASE_OWNER=quote\n",
                        "CPQ_DATABASE_OWNER_PASSWORD=" + Files.readString(secret("database-quote.password")) + "\n",
                        "cpq.messaging.replay.reader-username=quote_reader\n",
                        "cpq.messaging.replay.reader-password="
                                + Files.readString(secret("database-quote_reader.password")) + "\n");
        assertThat(permissions("quote-service.properties")).isEqualTo("rw-r-----");
        assertThat(permissions("database-quote.password")).isEqualTo("rw-------");
        assertThat(permissions("jwt-private.pem")).isEqualTo("rw-------");
        assertThat(permissions("jwt-public.pem")).isEqualTo("rw-r--r--");
    }

    @Test
    void givesTheServerEveryPassword() throws IOException {
        give("postgres");

        for (String role : new String[] {
            "postgres",
            "quote",
            "quote_service",
            "quote_reader",
            "orders",
            "workflow",
            "search",
            "notification",
            "audit"
        }) {
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

    @Test
    void givesAServiceItsOwnAccountOnASecuredBroker() throws IOException {
        giveSecured("quote-service");

        assertThat(Files.readString(secret("quote-service.properties")))
                .contains(
                        "kafka.security.protocol=SASL_SSL\n",
                        "kafka.ssl.truststore.location=/run/cpq/kafka/kafka.pem\n",
                        "username=\"quote-service\" password=\""
                                + Files.readString(secret("kafka-quote-service.password")) + "\";\n");
        assertThat(permissions("kafka-quote-service.password")).isEqualTo("rw-------");
        assertThat(permissions("kafka-bootstrap.properties")).isEqualTo("rw-------");
        assertThat(permissions("kafka-administration.properties")).isEqualTo("rw-------");
        assertThat(permissions("kafka/kafka.pem")).isEqualTo("rw-r--r--");
    }

    @Test
    void givesTheBrokerItsKeyAndTheSuperUsersPasswordOnly() throws IOException {
        giveSecured("quote-service");
        giveSecured("kafka");

        assertThat(permissions("kafka/kafka.p12")).isEqualTo("rw-r-----");
        assertThat(permissions("kafka-keystore.password")).isEqualTo("rw-r-----");
        assertThat(permissions("kafka-bootstrap.password")).isEqualTo("rw-r-----");
        assertThat(permissions("kafka-quote-service.password")).isEqualTo("rw-------");
    }

    @Test
    void keepsTheBrokersKeyBecauseClientsTrustIt() throws IOException {
        giveSecured("kafka");
        String certificate = Files.readString(secret("kafka/kafka.pem"));

        giveSecured("kafka");

        assertThat(Files.readString(secret("kafka/kafka.pem"))).isEqualTo(certificate);
    }

    @Test
    void saysNothingOfAccountsOnAnOpenBroker() throws IOException {
        giveSecured("quote-service");

        give("quote-service");

        assertThat(Files.readString(secret("quote-service.properties"))).doesNotContain("kafka");
    }

    @Test
    void givesCockpitNoAccount() throws IOException {
        giveSecured("cockpit");

        assertThat(Files.readString(secret("cockpit.properties"))).doesNotContain("kafka");
    }

    private void give(String name) throws IOException {
        give(name, false);
    }

    private void giveSecured(String name) throws IOException {
        give(name, true);
    }

    private void give(String name, boolean secured) throws IOException {
        int ownGroup = (Integer) Files.getAttribute(home, "unix:gid");
        SharedSecrets secrets = SharedSecrets.in(home, secured);
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
