package io.cpqoms.cli.secrets;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.topics.access.AccessRules;
import io.cpqoms.local.server.KafkaSecurity;
import io.cpqoms.local.stack.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a broker with TLS and accounts must know, and what its clients need to be let in. */
final class BrokerSecrets {
    /** Where the volume of the secrets is mounted in the containers of the services. */
    private static final Path SEEN_BY_SERVICES = Path.of("/run/cpq/kafka");

    private static final String FOR_THE_OWNER = "rw-------";
    private static final String FOR_ALL = "rw-r--r--";

    private final Secrets secrets;
    private final KafkaSecurity security;

    private BrokerSecrets(Secrets secrets) {
        this.secrets = secrets;
        this.security = secrets.kafkaSecurity();
    }

    /** Makes the key pair where there is none, and the client properties of those who operate the broker. */
    static BrokerSecrets in(Secrets secrets) {
        BrokerSecrets broker = new BrokerSecrets(secrets);
        try {
            Path log = Files.createTempFile("keytool", ".log");
            broker.security.prepare(log);
            Files.delete(log);
            Files.setPosixFilePermissions(
                    broker.security.certificate().getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(broker.security.certificate(), PosixFilePermissions.fromString(FOR_ALL));
            broker.writeForOperators();
        } catch (IOException e) {
            throw CpqFailure.environment("can't keep the secrets of Kafka: " + e.getMessage(), e);
        }
        return broker;
    }

    /** The files that the broker reads. */
    List<Path> forBroker() {
        Path directory = secrets.directory();
        return List.of(
                security.keyStore(),
                directory.resolve("kafka-keystore.password"),
                directory.resolve("kafka-" + KafkaSecurity.SUPER_USER + ".password"));
    }

    /** What a service's configuration says of Kafka, beside the address. */
    String serviceProperties(String service) {
        KafkaSecurity seen = new KafkaSecurity(SEEN_BY_SERVICES, security.keyPassword(), security.superPassword());
        return lines("kafka.", seen.clientSettings(service, secrets.kafkaPassword(service)));
    }

    /** The super user has no account, because it makes the accounts: it says its password over TLS. */
    private void writeForOperators() throws IOException {
        Map<String, String> bootstrap =
                new HashMap<>(security.clientSettings(KafkaSecurity.SUPER_USER, security.superPassword()));
        bootstrap.put("sasl.mechanism", "PLAIN");
        bootstrap.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
                        + KafkaSecurity.SUPER_USER + "\" password=\"" + security.superPassword() + "\";");
        write(KafkaSecurity.SUPER_USER, bootstrap);
        String administration = AccessRules.ADMINISTRATION;
        write(administration, security.clientSettings(administration, secrets.kafkaPassword(administration)));
    }

    private void write(String principal, Map<String, String> settings) throws IOException {
        Path file = secrets.directory().resolve("kafka-" + principal + ".properties");
        if (Files.notExists(file)) {
            Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOR_THE_OWNER)));
        }
        Files.writeString(file, lines("", settings));
    }

    private static String lines(String prefix, Map<String, String> settings) {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(entry -> prefix + entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
    }
}
