package io.cpqoms.local.stack;

import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.server.KafkaSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whether this home's Kafka is secured, and how its clients are let in. It stays what it was at its first start, because
 * accounts and rights lie in Kafka's own data.
 */
final class KafkaAccess {
    private final StackOptions options;
    private final Secrets secrets;

    KafkaAccess(StackOptions options, Secrets secrets) {
        this.options = options;
        this.secrets = secrets;
    }

    boolean secured() {
        return options.secured() || Files.exists(marker());
    }

    /** Remembers that this home is secured; refuses to secure one that began open. */
    void settle() {
        if (!options.secured() || Files.exists(marker())) {
            return;
        }
        if (Files.exists(options.home().resolve("data/kafka/meta.properties"))) {
            throw new LocalStackException("the Kafka in " + options.home()
                    + " began without security, and its data stay so; ./cpq reset deletes them, or choose"
                    + " another CPQ_HOME");
        }
        try {
            Files.createDirectories(options.home());
            Files.writeString(marker(), "Kafka in this home asks who one is (./cpq up --secured).\n");
        } catch (IOException e) {
            throw new LocalStackException("can't write " + marker() + ": " + e.getMessage(), e);
        }
    }

    Optional<KafkaSecurity> security() {
        return secured() ? Optional.of(secrets.kafkaSecurity()) : Optional.empty();
    }

    /** What a client of this principal needs beside the address; nothing on an open broker. */
    Map<String, String> clientSettings(String principal) {
        return security()
                .map(security -> security.clientSettings(principal, secrets.kafkaPassword(principal)))
                .orElse(Map.of());
    }

    private Path marker() {
        return options.home().resolve("secured");
    }
}
