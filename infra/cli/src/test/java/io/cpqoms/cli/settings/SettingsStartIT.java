package io.cpqoms.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a real service that was set up wrongly: its process ends by itself, with one message and no stack trace. */
@Tag("ENG-10")
class SettingsStartIT {

    @Test
    void aServiceWithWrongSettingsSaysAllOfThemAndConnectsToNothing() throws Exception {
        try (ServerSocket servers = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + servers.getLocalPort();
            Ended service = start(Map.of(
                    "CPQ_DATABASE_URL", "jdbc:postgresql://" + address + "/quote",
                    "CPQ_KAFKA", address,
                    "CPQ_QUOTE_URL", "http://" + address,
                    "CPQ_MESSAGING_OUTBOX_LEASE", "PT0.1S",
                    "CPQ_MESSAGING_INBOX_RETRYBACKOFF", "PT1S",
                    "CPQ_QUOTE_EXPIRY_BATCH", "all",
                    "CPQ_DATABASE_REQUEST_LOCK", "PT3S"));

            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output()).endsWith("""
                    quote-service does not start: 3 settings are wrong. Nothing was connected or written.

                      cpq.database.request.lock  (CPQ_DATABASE_REQUEST_LOCK)
                        is     PT3S (environment variable CPQ_DATABASE_REQUEST_LOCK)
                        needs  to be less than cpq.database.request.statement (CPQ_DATABASE_REQUEST_STATEMENT), which is PT3S (the default)

                      cpq.messaging.outbox.lease  (CPQ_MESSAGING_OUTBOX_LEASE)
                        is     PT0.1S (environment variable CPQ_MESSAGING_OUTBOX_LEASE)
                        needs  a duration of 1 s to 15 s, such as PT3S, the default

                      cpq.quote.expiry.batch  (CPQ_QUOTE_EXPIRY_BATCH)
                        is     all (environment variable CPQ_QUOTE_EXPIRY_BATCH)
                        needs  a whole number of 1 to 10000, such as 200, the default

                    """);
            assertThat(service.output())
                    .containsOnlyOnce("environment variable CPQ_MESSAGING_INBOX_RETRYBACKOFF: did you mean"
                            + " CPQ_MESSAGING_INBOX_RETRY_BACKOFF? something is set that nothing reads")
                    .doesNotContain("\tat ");
            assertThat(service.output().lines().count()).isLessThan(40);
            servers.setSoTimeout(1);
            assertThatThrownBy(servers::accept)
                    .as("a connection to the database or to Kafka")
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Nothing of the settings is wrong, and yet the start fails: the warning says by which name. */
    @Test
    void tellsOfMistypedNamesBesideTheFailureThatTheyLeadTo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("shared.properties"),
                "CPQ_MESSAGING_OUTBOX_LEASE=PT2S\ncpq.messaging.outbox.leas=PT2S\n");
        Ended service = start(Map.of(
                "SMALLRYE_CONFIG_LOCATIONS", file.toUri().toString(), "CPQ_DATABSE_URL", "jdbc:postgresql://s3cret"));

        assertThat(service.exitCode()).isEqualTo(1);
        assertThat(service.output())
                .contains(
                        "environment variable CPQ_DATABSE_URL: did you mean CPQ_DATABASE_URL?",
                        "CPQ_MESSAGING_OUTBOX_LEASE in shared.properties: in a file it is called cpq.messaging.outbox.lease",
                        "cpq.messaging.outbox.leas in shared.properties: did you mean cpq.messaging.outbox.lease?",
                        "cpq.messaging.outbox.leas in PropertiesConfigSource")
                .doesNotContain("s3cret");
    }

    private record Ended(int exitCode, String output) {}

    private static Ended start(Map<String, String> environment) throws IOException, InterruptedException {
        Path service = Checkout.root().resolve("quote-service");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        service.resolve("target/quarkus-app/quarkus-run.jar").toString())
                .directory(service.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CPQ_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
