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
                        "cpq.messaging.inbox.lease", "${CPQ_LEASE:PT10M}",
                        "cpq.messaging.outbox.leas", "PT2S"),
                Map.of("CPQ_MESSAGING_OUTBOX_LEASE", "PT0.1S"));

        assertThatThrownBy(given::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        order-service does not start: 4 settings are wrong. Nothing was connected or written.

                          cpq.messaging.inbox.lease  (CPQ_MESSAGING_INBOX_LEASE)
                            is     PT10M (from ${CPQ_LEASE:PT10M} in application.properties)
                            needs  a duration of 1 s to 2 min, such as PT8S, the default

                          cpq.messaging.outbox.leas  (CPQ_MESSAGING_OUTBOX_LEAS)
                            is     given by application.properties
                            needs  another name, because nothing reads this one: did you mean cpq.messaging.outbox.lease?

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

    @ParameterizedTest
    @CsvSource({
        "cpq.messaging.outbox.pagesize, cpq.messaging.outbox.page-size",
        "cpq.mesaging.outbox.lease, cpq.messaging.outbox.lease",
        "cpq.messaging.retention, cpq.messaging.inbox.retention or cpq.messaging.outbox.retention",
        "cpq.retention.comand-records, cpq.retention.command-records",
        "cpq.enviroment, cpq.environment",
        "cpq.topics.produce, cpq.topics.produced"
    })
    void guessesWhichNameWasMeant(String mistyped, String meant) {
        assertThatThrownBy(() -> inItsFile(Map.of(mistyped, "1")).read())
                .hasMessageContaining("  " + mistyped)
                .hasMessageContaining("did you mean " + meant);
    }

    @ParameterizedTest
    @CsvSource({
        "CPQ_MESSAGING_OUTBOX_LEAS, CPQ_MESSAGING_OUTBOX_LEASE",
        "CPQ_MESAGING_OUTBOX_LEASE, CPQ_MESSAGING_OUTBOX_LEASE",
        "CPQ_MESSAGING_INBOX_RETRYBACKOFF, CPQ_MESSAGING_INBOX_RETRY_BACKOFF",
        "CPQ_DATABASE_REQUEST_LOK, CPQ_DATABASE_REQUEST_LOCK"
    })
    void guessesWhichVariableWasMeant(String mistyped, String meant) {
        assertThatThrownBy(() -> byItsEnvironment(Map.of(mistyped, "PT2S")).read())
                .hasMessageContaining("\n  " + mistyped + "\n")
                .hasMessageContaining("did you mean " + meant);
    }

    /** What a person may have written a password under is not printed. */
    @Test
    void neverShowsASecret() {
        assertThatThrownBy(() -> new GivenToAService(
                                Map.of("cpq.messaging.replay.reader-pasword", "s3cret"),
                                Map.of("CPQ_MESSAGING_REPLAY_READER_PASSWRD", "s3cret"))
                        .read())
                .hasMessageContaining("did you mean cpq.messaging.replay.reader-password")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CPQ_QUOTE_URL",
                "CPQ_DATABASE_URL",
                "CPQ_DATABASE_PASSWORD",
                "CPQ_PORT_KAFKA",
                "CPQ_JAVA_HOME",
                "CPQ_DATABASE_SERVICE_HOST",
                "CPQ_DATABASE_PORT_5432_TCP_ADDR",
                "CPQ_MESSAGING_PORT"
            })
    void leavesTheVariablesOfOthersAlone(String variable) {
        assertThatCode(() ->
                        byItsEnvironment(Map.of(variable, "tcp://10.0.0.1:1")).read())
                .doesNotThrowAnyException();
    }

    /** The composition gives logins by a file, under the names of variables. */
    @Test
    void takesVariablesFromAFileToo() {
        assertThatCode(() -> inItsFile(Map.of("CPQ_DATABASE_USER", "quote_service", "CPQ_DATABASE_PASSWORD", "s3cret"))
                        .read())
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        inItsFile(Map.of("CPQ_MESSAGING_OUTBOX_LEAS", "PT2S")).read())
                .hasMessageContaining("did you mean");
    }

    @Test
    void knowsTheVariablesThatItsOwnFileRefersTo() {
        GivenToAService given = new GivenToAService(
                Map.of("quarkus.datasource.jdbc.min-size", "${CPQ_DATABASE_SPARE:2}"),
                Map.of("CPQ_DATABASE_SPARE", "3"));

        assertThatCode(given::read).doesNotThrowAnyException();
        assertThatThrownBy(() -> byItsEnvironment(given.environment()).read())
                .hasMessageContaining("CPQ_DATABASE_SPARE");
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
        "cpq.consumer.quotes.max.pol.records, 5",
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
