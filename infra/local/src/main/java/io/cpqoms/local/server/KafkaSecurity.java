package io.cpqoms.local.server;

import io.cpqoms.local.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What makes the local Kafka a secured one: TLS with a certificate of its own, SCRAM accounts, an authorizer that denies
 * what no ACL allows, and one super user who only sets all of that up.
 *
 * @param directory holds key store and certificate, readable by their owner only
 * @param keyPassword of the key store
 * @param superPassword of {@link #SUPER_USER}
 */
public record KafkaSecurity(Path directory, String keyPassword, String superPassword) {
    public static final String SUPER_USER = "bootstrap";
    private static final String ALIAS = "kafka";
    private static final String TEN_YEARS = "3650";
    /** What clients call the broker: on this machine, and inside of a composition. */
    private static final String NAMES = "san=ip:127.0.0.1,dns:localhost,dns:kafka";

    /** Creates the key pair and its certificate; an existing one stays, because clients trust it. */
    public void prepare(Path log) throws IOException {
        if (Files.exists(certificate())) {
            return;
        }
        Files.createDirectories(directory);
        Files.deleteIfExists(keyStore());
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> store = List.of("-keystore", keyStore().toString(), "-storepass", keyPassword, "-alias", ALIAS);
        Tool.run(
                "kafka key pair",
                join(
                        List.of(keytool, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"),
                        List.of("-dname", "CN=localhost", "-ext", NAMES),
                        List.of("-storetype", "PKCS12", "-validity", TEN_YEARS),
                        store),
                log);
        Tool.run(
                "kafka certificate",
                join(
                        List.of(keytool, "-exportcert", "-rfc"),
                        store,
                        List.of("-file", certificate().toString())),
                log);
    }

    @SafeVarargs
    private static List<String> join(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    /** The super user's account, made when the storage is formatted: nobody could create it afterwards. */
    List<String> formatArguments() {
        return List.of("--add-scram", "SCRAM-SHA-512=[name=" + SUPER_USER + ",password=" + superPassword + "]");
    }

    /** The controller speaks PLAIN with the broker beside it, because SCRAM accounts lie in the log that it leads. */
    String serverProperties(int port, int controllerPort) {
        return """
            listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=CLIENTS://127.0.0.1:%1$d
            listener.security.protocol.map=CONTROLLER:SASL_PLAINTEXT,CLIENTS:SASL_SSL
            inter.broker.listener.name=CLIENTS
            sasl.enabled.mechanisms=SCRAM-SHA-512
            sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
            sasl.mechanism.controller.protocol=PLAIN
            listener.name.controller.sasl.enabled.mechanisms=PLAIN
            listener.name.controller.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule \
            required username="%3$s" password="%4$s" user_%3$s="%4$s";
            listener.name.clients.scram-sha-512.sasl.jaas.config=%5$s
            ssl.keystore.type=PKCS12
            ssl.keystore.location=%6$s
            ssl.keystore.password=%7$s
            ssl.truststore.type=PEM
            ssl.truststore.location=%8$s
            authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
            super.users=User:%3$s
            allow.everyone.if.no.acl.found=false
            """.formatted(
                        port,
                        controllerPort,
                        SUPER_USER,
                        superPassword,
                        login(SUPER_USER, superPassword),
                        keyStore(),
                        keyPassword,
                        certificate());
    }

    /** What any client of a principal needs beside the address. */
    public Map<String, String> clientSettings(String principal, String password) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put("sasl.jaas.config", login(principal, password));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificate().toString());
        return settings;
    }

    private static String login(String principal, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + principal
                + "\" password=\"" + password + "\";";
    }

    public Path keyStore() {
        return directory.resolve("kafka.p12");
    }

    public Path certificate() {
        return directory.resolve("kafka.pem");
    }
}
