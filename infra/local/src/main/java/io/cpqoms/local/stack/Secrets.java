package io.cpqoms.local.stack;

import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.server.KafkaSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

/** The secrets of one stack: generated once, kept under {@code secrets/}, which only its owner may read when it is made here. */
public final class Secrets {
    private static final int PASSWORD_BYTES = 18;

    private final Path directory;

    private Secrets(Path directory) {
        this.directory = directory;
    }

    public static Secrets in(Path home) {
        Path directory = home.resolve("secrets");
        try {
            if (Files.notExists(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new LocalStackException("can't create " + directory + ": " + e.getMessage(), e);
        }
        return new Secrets(directory);
    }

    /** The password of a database role, or of the superuser {@code postgres}. */
    public synchronized String databasePassword(String role) {
        return password("database-" + role);
    }

    /** With which the operator {@code demo} logs in to Cockpit. */
    public synchronized String cockpitPassword() {
        return password("cockpit");
    }

    /** With which the user {@code administrator} logs in to Cockpit, who makes users. */
    public synchronized String cockpitAdministratorPassword() {
        return password("cockpit-administrator");
    }

    /** The password of a Kafka principal on a secured stack. */
    public synchronized String kafkaPassword(String principal) {
        return password("kafka-" + principal);
    }

    /** What secures the stack's Kafka. */
    public KafkaSecurity kafkaSecurity() {
        return new KafkaSecurity(
                directory.resolve("kafka"), password("kafka-keystore"), kafkaPassword(KafkaSecurity.SUPER_USER));
    }

    /** Where the passwords lie, each in a file {@code <what>-<whose>.password}. */
    public Path directory() {
        return directory;
    }

    private synchronized String password(String name) {
        Path file = directory.resolve(name + ".password");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                SigningKey.write(file, password, "rw-------");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalStackException("can't keep the password " + name + ": " + e.getMessage(), e);
        }
    }

    /** The public key (PEM) that services verify tokens with. */
    public Path publicKey() {
        return directory.resolve("jwt-public.pem");
    }

    /** Where a service finds the public key: a plain path behind {@code file:}, because its JWT library decodes no URI. */
    public String publicKeyLocation() {
        return "file:" + publicKey();
    }

    public synchronized Tokens tokens() {
        try {
            return new Tokens(
                    SigningKey.readOrGenerate(directory.resolve("jwt-private.pem"), publicKey()), Clock.systemUTC());
        } catch (IOException e) {
            throw new LocalStackException("can't keep the signing key: " + e.getMessage(), e);
        }
    }

    /** Where the named service finds its own bearer token. */
    Path serviceTokenFile(String service) {
        return directory.resolve(service + ".jwt");
    }

    /** Writes the named service's bearer token anew. */
    public synchronized Path serviceToken(String service) {
        Path file = serviceTokenFile(service);
        try {
            SigningKey.write(file, tokens().service(service), "rw-------");
        } catch (IOException e) {
            throw new LocalStackException("can't write the token of " + service + ": " + e.getMessage(), e);
        }
        return file;
    }
}
