package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** A commit is published at once: the relay of this profile looks at the table once in ten minutes unless it is woken. */
@QuarkusTest
@TestProfile(WakeUpIT.HardlyEverPolls.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
class WakeUpIT {

    @Inject
    LedgerCommands commands;

    @RepeatedTest(3)
    @Tag("OUT-03")
    void aCommitWakesTheRelay() {
        String account = UUID.randomUUID().toString();

        commands.change(account, Duration.ZERO);

        await().until(() -> KafkaBroker.records().readToEnd("cpq.workflow.events.v1").stream()
                .anyMatch(record -> record.key().endsWith(account)));
    }

    /** Waits between looks that no test would sit through. */
    public static class HardlyEverPolls implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cpq.messaging.outbox.poll-minimum", "PT10M", "cpq.messaging.outbox.poll-maximum", "PT10M");
        }
    }
}
