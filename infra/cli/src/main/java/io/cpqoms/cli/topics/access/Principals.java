package io.cpqoms.cli.topics.access;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.demo.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** The accounts of a secured cluster: SCRAM users, created where missing; an existing password stays. */
public final class Principals {
    private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;
    private static final int ITERATIONS = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Admin admin;
    private final Credentials credentials;

    public Principals(Admin admin, Credentials credentials) {
        this.admin = admin;
        this.credentials = credentials;
    }

    /** Answers the principals that were created, once the broker shows them: it accepts them before. */
    public List<String> create(List<String> wanted) throws ExecutionException, InterruptedException {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(existing());
        List<UserScramCredentialAlteration> creations = new ArrayList<>();
        for (String principal : missing) {
            byte[] password = credentials.password(principal).getBytes(StandardCharsets.UTF_8);
            creations.add(new UserScramCredentialUpsertion(
                    principal, new ScramCredentialInfo(MECHANISM, ITERATIONS), password));
        }
        if (!creations.isEmpty()) {
            admin.alterUserScramCredentials(creations).all().get();
            awaitExistence(missing);
        }
        return List.copyOf(missing);
    }

    private void awaitExistence(Set<String> created) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!existing().containsAll(created)) {
            if (System.nanoTime() > deadline) {
                throw CpqFailure.environment("Kafka accepted the accounts " + created + " and does not show them after "
                        + PATIENCE.toSeconds() + " s; see ./cpq status");
            }
            Await.pause(BETWEEN_LOOKS_MILLIS);
        }
    }

    private Set<String> existing() throws ExecutionException, InterruptedException {
        return Set.copyOf(admin.describeUserScramCredentials().users().get());
    }
}
