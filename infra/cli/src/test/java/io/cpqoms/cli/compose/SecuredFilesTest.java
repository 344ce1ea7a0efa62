package io.cpqoms.cli.compose;

import static io.cpqoms.cli.compose.ComposeFile.list;
import static io.cpqoms.cli.compose.ComposeFile.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be said of the secured composition without Docker: that no way past the broker's door is left. */
@Tag("ENG-01")
@Tag("TOP-05")
class SecuredFilesTest {
    private final Map<String, Map<String, Object>> open = new ComposeFile().services();
    private final Map<String, Map<String, Object>> secured = new ComposeFile("secured.yaml").services();
    private final Map<String, Object> broker = map(secured.get("kafka").get("environment"));

    @Test
    void changesOnlyWhatIsThereAndOnlyInWhatItMust() {
        assertThat(open.keySet()).containsAll(secured.keySet());
        secured.forEach((name, service) -> assertThat(service.keySet())
                .as("changed in " + name)
                .isSubsetOf("command", "depends_on", "environment", "volumes"));
    }

    @Test
    void asksWhoOneIsOnEveryListener() {
        Map<String, String> protocols = Stream.of(
                        text("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP").split(","))
                .map(entry -> entry.split(":"))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
        List<String> listeners = List.of(text("KAFKA_LISTENERS").split(","));

        assertThat(listeners).hasSize(4).allSatisfy(listener -> {
            String protocol = protocols.get(listener.substring(0, listener.indexOf(':')));
            assertThat(protocol)
                    .as(listener)
                    .isEqualTo(listener.contains("://127.0.0.1:") ? "SASL_PLAINTEXT" : "SASL_SSL");
        });
    }

    /** Without it the broker looks for a file of its own and does not start. */
    @Test
    void tellsEachListenerHowToAsk() {
        assertThat(broker.keySet().stream().filter(name -> name.endsWith("_SASL_JAAS_CONFIG")))
                .containsExactlyInAnyOrder(
                        "KAFKA_LISTENER_NAME_INTERNAL_SCRAM___SHA___512_SASL_JAAS_CONFIG",
                        "KAFKA_LISTENER_NAME_HOST_SCRAM___SHA___512_SASL_JAAS_CONFIG",
                        "KAFKA_LISTENER_NAME_SETUP_PLAIN_SASL_JAAS_CONFIG",
                        "KAFKA_LISTENER_NAME_CONTROLLER_PLAIN_SASL_JAAS_CONFIG");
    }

    @Test
    void deniesWhatNoRightAllows() {
        assertThat(text("KAFKA_AUTHORIZER_CLASS_NAME")).endsWith(".StandardAuthorizer");
        assertThat(text("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND")).isEqualTo("false");
        assertThat(text("KAFKA_SUPER_USERS")).isEqualTo("User:bootstrap");
    }

    /** The official image's entrypoint looks for files and options of its own when it reads these in the advertised listeners. */
    @Test
    void namesListenersSoThatTheImageLeavesThemAlone() {
        assertThat(text("KAFKA_ADVERTISED_LISTENERS")).doesNotContain("SSL://").doesNotContain("SASL_");
    }

    @Test
    void putsNoSecretIntoAnEnvironment() {
        broker.forEach((name, value) -> {
            if (String.valueOf(value).contains("password=") || name.endsWith("PASSWORD")) {
                assertThat(String.valueOf(value)
                                .replaceAll("\\$\\$\\{directory:/run/cpq:[a-z-]+\\.password}", "secret"))
                        .as(name)
                        .matches("secret|.* password=\"secret\" user_bootstrap=\"secret\";");
            }
        });
    }

    /** The groups of the job stand in compose.yaml: old Compose replaces lists, current Compose adds to them. */
    @Test
    void givesSecretsToTheSameReadersAndTheBroker() {
        Set<String> readers = readers(open);
        readers.add("--reader=kafka:1000");

        assertThat(readers(secured)).isEqualTo(readers);
        assertThat(open.get("kafka").get("user")).isEqualTo("1000:1000");
        assertThat(list(open.get("secrets").get("group_add"))).contains("1000");
    }

    @Test
    void refusesTheProfileThatCouldNotSecureAnything() {
        assertThat(list(open.get("secured").get("profiles"))).containsExactly("secured");
        assertThat(list(open.get("secured").get("entrypoint")).getLast())
                .contains("-f infra/compose/secured.yaml")
                .endsWith("exit 2");
    }

    private static Set<String> readers(Map<String, Map<String, Object>> services) {
        return list(services.get("secrets").get("command")).stream()
                .filter(argument -> argument.startsWith("--reader="))
                .collect(Collectors.toSet());
    }

    private String text(String variable) {
        return String.valueOf(broker.get(variable));
    }
}
