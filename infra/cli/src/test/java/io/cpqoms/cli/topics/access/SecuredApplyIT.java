package io.cpqoms.cli.topics.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.TopicsCommand;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.KafkaOnly;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.local.server.KafkaSecurity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * {@code cpq topics apply --credentials --client-config} as a deployment calls it, on a secured broker that has nothing but
 * its super user: accounts, rights and topics come from nothing, the second time changes nothing, and who is let in follows.
 */
@Tag("TOP-03")
@Tag("TOP-05")
class SecuredApplyIT {
    private static final TopicRegistry REGISTRY = TopicRegistry.bundled();

    @Test
    void makesAccountsRightsAndTopicsFromNothingAndNothingTheSecondTime(@TempDir Path folder) throws Exception {
        try (KafkaOnly kafka = KafkaOnly.secured("secured-apply-it")) {
            Path superUser = clientConfig(folder, kafka.as(KafkaSecurity.SUPER_USER));
            Path credentials = folder.resolve("credentials");
            String[] apply = {
                "apply",
                "--yes",
                "--json",
                "--kafka",
                kafka.address(),
                "--client-config",
                superUser.toString(),
                "--credentials",
                credentials.toString()
            };

            JsonNode first = run(apply);
            Map<String, String> passwords = passwords(credentials);
            JsonNode second = run(apply);

            AccessRules rules = AccessRules.of(REGISTRY);
            assertThat(first.path("applied").asInt())
                    .isEqualTo(REGISTRY.all().size() + rules.grants().size());
            assertThat(second.path("applied").asInt()).isZero();
            assertThat(passwords.keySet())
                    .containsExactlyInAnyOrderElementsOf(rules.principals().stream()
                            .map(principal -> "kafka-" + principal + ".password")
                            .toList());
            assertThat(passwords(credentials)).as("kept").isEqualTo(passwords);
            for (String principal : rules.principals()) {
                String password = new Credentials(credentials).password(principal);
                assertThat(topics(kafka, principal, password)).isNotNull();
                assertThatThrownBy(() -> topics(kafka, principal, password + "x"))
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    private static Object topics(KafkaOnly kafka, String principal, String password) throws Exception {
        Map<String, String> settings =
                new HashMap<>(kafka.as(KafkaSecurity.SUPER_USER).settings());
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + principal
                        + "\" password=\"" + password + "\";");
        try (Admin admin = new KafkaConnection(kafka.address(), settings).admin()) {
            return admin.listTopics().names().get();
        }
    }

    private static JsonNode run(String... command) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            assertThat(new CommandLine(new TopicsCommand()).execute(command)).isEqualTo(ExitCodes.OK);
        } finally {
            System.setOut(before);
        }
        return Json.read(said.toString(StandardCharsets.UTF_8));
    }

    private static Path clientConfig(Path folder, KafkaConnection connection) throws IOException {
        Path file = folder.resolve("client.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            Properties properties = new Properties();
            properties.putAll(connection.settings());
            properties.store(writer, null);
        }
        return file;
    }

    private static Map<String, String> passwords(Path folder) throws IOException {
        Map<String, String> passwords = new HashMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                passwords.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return passwords;
    }
}
