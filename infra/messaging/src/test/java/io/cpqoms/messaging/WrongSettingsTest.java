package io.cpqoms.messaging;

import static io.cpqoms.messaging.GivenToAService.byItsEnvironment;
import static io.cpqoms.messaging.GivenToAService.inItsFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told of wrong settings: all of them at once, each with its names, what was given and what would be right. */
class WrongSettingsTest {

    @Test
    void toldAllAtOnceAndOfWhatWouldBeRight() {
        GivenToAService given = new GivenToAService(
                Map.of(
                        "cpq.messaging.outbox.page-size", "many",
                        "cpq.messaging.inbox.lease", "${CPQ_LEASE:PT10M}"),
                Map.of("CPQ_MESSAGING_OUTBOX_LEASE", "PT0.1S"));

        assertThatThrownBy(given::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        order-service does not start: 3 settings are wrong. Nothing was connected or written.

                          cpq.messaging.inbox.lease  (CPQ_MESSAGING_INBOX_LEASE)
                            is     PT10M (from ${CPQ_LEASE} in application.properties)
                            needs  a duration of 1 s to 2 min, such as PT8S, the default

                          cpq.messaging.outbox.lease  (CPQ_MESSAGING_OUTBOX_LEASE)
                            is     PT0.1S (environment variable CPQ_MESSAGING_OUTBOX_LEASE)
                            needs  a duration of 1 s to 15 s, such as PT3S, the default

                          cpq.messaging.outbox.page-size  (CPQ_MESSAGING_OUTBOX_PAGE_SIZE)
                            is     many (application.properties)
                            needs  a whole number of 1 to 10000, such as 1000, the default
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "cpq.messaging.outbox.poll-minimum, PT2S, cpq.messaging.outbox.poll-maximum, PT1S",
        "cpq.messaging.inbox.retry-backoff, PT20S, cpq.messaging.inbox.retry-backoff-maximum, PT15S",
        "cpq.messaging.inbox.release-probe, PT2M, cpq.messaging.inbox.release-probe-maximum, PT1M",
        "cpq.messaging.inbox.lease, PT90S, cpq.messaging.inbox.transaction-timeout, PT60S",
        "cpq.messaging.inbox.handling-time, PT61S, cpq.messaging.inbox.transaction-timeout, PT60S",
        "cpq.database.request.lock, PT3S, cpq.database.request.statement, PT3S",
        "cpq.database.request.statement, PT11S, cpq.database.request.transaction, PT10S"
    })
    void judgesTogetherWhatDependsOnEachOther(String setting, String value, String other, String otherValue) {
        assertThatThrownBy(() ->
                        inItsFile(Map.of(setting, value, other, otherValue)).read())
                .hasMessageContaining("  " + setting + "  (")
                .hasMessageContaining("is     " + value + " (")
                .hasMessageContaining(other);
    }

    @Test
    void saysOfTwoThatDependOnEachOtherWhatBothAre() {
        assertThatThrownBy(() -> inItsFile(Map.of("cpq.messaging.inbox.retry-backoff", "PT20S"))
                        .read())
                .hasMessageContaining("""
                          cpq.messaging.inbox.retry-backoff  (CPQ_MESSAGING_INBOX_RETRY_BACKOFF)
                            is     PT20S (application.properties)
                            needs  to be at most cpq.messaging.inbox.retry-backoff-maximum\
                         (CPQ_MESSAGING_INBOX_RETRY_BACKOFF_MAXIMUM), which is PT15S (the default)
                        """);
    }

    /** Nobody gave the default that it does not go with. */
    @Test
    void ofTwoThatDependOnEachOtherTheOneThatWasGivenIsWrong() {
        assertThatThrownBy(() -> byItsEnvironment(Map.of("CPQ_MESSAGING_INBOX_RETRY_BACKOFF_MAXIMUM", "PT0.1S"))
                        .read())
                .hasMessageContaining("a setting is wrong")
                .hasMessageContaining("""
                          cpq.messaging.inbox.retry-backoff-maximum  (CPQ_MESSAGING_INBOX_RETRY_BACKOFF_MAXIMUM)
                            is     PT0.1S (environment variable CPQ_MESSAGING_INBOX_RETRY_BACKOFF_MAXIMUM)
                            needs  to be at least cpq.messaging.inbox.retry-backoff (CPQ_MESSAGING_INBOX_RETRY_BACKOFF), which is\
                         PT0.2S (the default)
                        """);
    }

    /** A default of a reference may be a password, a reference that leads nowhere may be in the middle of one. */
    @Test
    void neverShowsWhatStandsInAReferenceBesideItsName() {
        assertThatThrownBy(() -> inItsFile(Map.of(
                                "cpq.messaging.outbox.lease", "${CPQ_LEASE:s3cret}",
                                "cpq.messaging.outbox.shards", "s3cret-${CPQ_SHARDS}"))
                        .read())
                .hasMessageContaining("s3cret (from ${CPQ_LEASE} in application.properties)")
                .hasMessageContaining(
                        "is     not known (from ${CPQ_SHARDS} in application.properties): a part of it is not given")
                .hasMessageNotContaining(":s3cret")
                .hasMessageNotContaining("s3cret-");
    }

    /** What Kafka allows in a group's name: groups and rights of that name exist. */
    @ParameterizedTest
    @ValueSource(strings = {"local", "Prod", "eu_1.blue", "-a-"})
    void takesAnEnvironmentAsKafkaTakesAGroup(String environment) {
        assertThatCode(() ->
                        byItsEnvironment(Map.of("CPQ_ENVIRONMENT", environment)).read())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> byItsEnvironment(Map.of("CPQ_ENVIRONMENT", environment + "/"))
                        .read())
                .hasMessageContaining("a text that is at most 32 letters, digits, dots, underscores and dashes");
    }

    @Test
    void takesAVariableForASettingWithDashes() {
        assertThat(byItsEnvironment(Map.of("CPQ_MESSAGING_OUTBOX_PAGE_SIZE", "7"))
                        .read()
                        .getConfigMapping(MessagingConfig.class)
                        .outbox()
                        .pageSize())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "cpq.consumer.quotes.max.poll.records, 0",
        "cpq.consumer.quotes.max.poll.records, few",
        "cpq.consumer.quotes.heartbeat.interval.ms, 9000",
        "mp.messaging.connector.smallrye-kafka.session.timeout.ms, soon"
    })
    void judgesWhatIsSetForKafkaByKafkasOwnBounds(String setting, String value) {
        GivenToAService given = inItsFile(Map.of(
                "mp.messaging.connector.smallrye-kafka.heartbeat.interval.ms", "1000",
                "mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000"));
        assertThatCode(given::read).doesNotThrowAnyException();

        Map<String, String> wrong = new java.util.HashMap<>(given.file());
        wrong.put(setting, value);

        assertThatThrownBy(() -> inItsFile(wrong).read())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("  " + setting)
                .hasMessageContaining("is     " + value);
    }

    @ParameterizedTest
    @CsvSource({
        "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_MAX_POLL_INTERVAL_MS, soon",
        "CPQ_CONSUMER_ORDER_SERVICE_QUOTES_MAX_POLL_RECORDS, few"
    })
    void judgesWhatIsSetForKafkaByVariables(String variable, String value) {
        assertThatThrownBy(() -> byItsEnvironment(Map.of(variable, value)).read())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(" + variable + ")")
                .hasMessageContaining("is     " + value);
    }

    /** A variable can't write the dash that the file has: both are of one consumer. */
    @Test
    void takesFileAndVariableForTheSameConsumer() {
        Map<String, String> session = Map.of("cpq.consumer.order-service.quotes.session.timeout.ms", "30000");
        Map<String, String> heartbeat = Map.of("CPQ_CONSUMER_ORDER_SERVICE_QUOTES_HEARTBEAT_INTERVAL_MS", "9000");

        assertThatCode(() -> new GivenToAService(session, heartbeat).read()).doesNotThrowAnyException();
        assertThatThrownBy(() -> new GivenToAService(
                                Map.of("cpq.consumer.order-service.quotes.session.timeout.ms", "20000"), heartbeat)
                        .read())
                .hasMessageContaining("a setting is wrong")
                .hasMessageContaining(
                        "is     9000 (environment variable CPQ_CONSUMER_ORDER_SERVICE_QUOTES_HEARTBEAT_INTERVAL_MS)");
    }

    /** Longer than any topic keeps a message: the class of business facts keeps the longest (kafka-topics.yaml). */
    @Test
    void anInboxThatForgetsBeforeTheTopicsDoIsRefused() {
        assertThatThrownBy(() -> inItsFile(Map.of(
                                "cpq.messaging.inbox.retention",
                                Duration.ofDays(90).toString()))
                        .read())
                .hasMessageContaining("a duration of 91 d to 3650 d");
    }
}
