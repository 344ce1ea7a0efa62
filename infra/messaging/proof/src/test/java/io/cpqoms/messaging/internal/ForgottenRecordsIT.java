package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is looked for on Kafka after the database has moved, and since when. */
@Tag("OUT-09")
class ForgottenRecordsIT {

    private static final String DATABASE = "forgotten_records";

    @Test
    void tellsWhatOnlyKafkaKnowsAndPassesOverWhatHasNoId() throws Exception {
        try (RelayStage stage = RelayStage.fresh(DATABASE, Map.of())) {
            String known = UUID.randomUUID().toString();
            stage.commit(List.of(known), 1, 3);
            stage.relay();
            stage.awaitPublished(List.of(known), 3);
            stage.stopRelays();
            ForgottenRecords look = stage.forgottenRecords();
            look.tend();
            assertThat(look.isPending()).isFalse();
            UUID lost = UUID.randomUUID();
            KafkaBroker.records()
                    .publish(List.of(record("none", "not-an-id"), record(null, lost.toString()), record("none", "")));

            moveFromAnotherTimeline(stage);
            assertThat(look.isPending()).isTrue();
            look.tend();

            assertThat(look.isPending()).isFalse();
            assertThat(stage.rows()
                            .query("select message_id, record_key from outbox_forgotten where message_id = ?", lost))
                    .containsExactly(Map.of("message_id", lost, "record_key", ""));
            assertThat(stage.rows()
                            .number("select count(*) from outbox_forgotten join outbox_message using (message_id)"))
                    .as("of those that it knows")
                    .isZero();
        }
    }

    /** What the ring let go in the meantime is not forgotten. */
    @Test
    void renewsItsMarkWhileNothingIsAppended() throws Exception {
        try (RelayStage stage = RelayStage.fresh(DATABASE, Map.of())) {
            ForgottenRecords look = stage.forgottenRecords();
            look.tend();
            look.tend();
            assertThat(stage.rows().number("select count(*) from outbox_mark"))
                    .as("within the hour the last one is as good")
                    .isOne();

            stage.rows().execute("update outbox_mark set marked_at = marked_at - interval '6 days'");
            look.tend();

            assertThat(stage.rows()
                            .number("select count(*) from outbox_mark where marked_at > now() - interval '1 minute'"))
                    .isOne();
        }
    }

    @Test
    void keepsTheRingUntilTheMoveIsLookedAt() throws Exception {
        try (RelayStage stage = RelayStage.fresh(DATABASE, Map.of())) {
            Instant laterThanRetention = Instant.now().plus(Duration.ofDays(6).plusHours(1));
            String aggregate = UUID.randomUUID().toString();
            stage.commit(List.of(aggregate), 1, 3);
            stage.relay();
            stage.awaitPublished(List.of(aggregate), 3);
            stage.stopRelays();
            ForgottenRecords look = stage.forgottenRecords();
            look.tend();
            moveFromAnotherTimeline(stage);

            assertThat(stage.care().turn(laterThanRetention)).isEmpty();

            look.tend();
            assertThat(stage.care().turn(laterThanRetention)).hasSize(1);
        }
    }

    private static void moveFromAnotherTimeline(RelayStage stage) {
        stage.rows().execute("update outbox_mark set database = database || '0'");
    }

    private static ProducerRecord<String, byte[]> record(String key, String id) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(RelayStage.TOPIC, key, "{}".getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_source", "/workflow-bridge".getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
