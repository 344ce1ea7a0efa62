package io.cpqoms.messaging;

import static io.cpqoms.messaging.GivenToAService.byItsEnvironment;
import static io.cpqoms.messaging.GivenToAService.inItsFile;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SysPropConfigSource;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that nobody reads: they are told once, with what was meant, and stop nothing. */
@Tag("ENG-10")
class UnknownSettingsTest {

    @Test
    void toldAllAtOnceWithoutTheirValues() {
        GivenToAService given = new GivenToAService(
                Map.of("cpq.enviroment", "s3cret"),
                Map.of("CPQ_MESSAGING_REPLAY_READER_PASSWRD", "s3cret", "CPQ_DATABASE_NAME", "s3cret"));

        assertThat(given.warning().strip())
                .isEqualTo(
                        "names=environment variable CPQ_DATABASE_NAME: nothing has a name like it; "
                                + "environment variable CPQ_MESSAGING_REPLAY_READER_PASSWRD:"
                                + " did you mean CPQ_MESSAGING_REPLAY_READER_PASSWORD?; "
                                + "cpq.enviroment in application.properties: did you mean cpq.environment? something is set that nothing reads")
                .doesNotContain("\n", "s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "cpq.messaging.outbox.pagesize, cpq.messaging.outbox.page-size",
        "cpq.mesaging.outbox.lease, cpq.messaging.outbox.lease",
        "cpq.messaging.inbx.retention, cpq.messaging.inbox.retention",
        "cpq.topics.retention, cpq.messaging.inbox.retention or cpq.messaging.outbox.retention or cpq.messaging.replay.retention",
        "cpq.retention.comand-records, cpq.retention.command-records",
        "cpq.enviroment, cpq.environment",
        "cpq.topics.produce, cpq.topics.produced",
        "cpq.consumer.quotes.max.pol.records, cpq.consumer.quotes.max.poll.records",
        "cpq.consumer.quotes.ssl.key.pasword, cpq.consumer.quotes.ssl.key.password",
        "mp.messaging.connector.smallrye-kafka.sasl.jaas.confg, mp.messaging.connector.smallrye-kafka.sasl.jaas.config"
    })
    void guessesWhichNameWasMeant(String mistyped, String meant) {
        assertThat(inItsFile(Map.of(mistyped, "s3cret")).warning())
                .contains(mistyped + " in application.properties: did you mean " + meant + "?")
                .doesNotContain("s3cret");
    }

    /** Below a mapping's prefix Quarkus takes no other name from a file; by itself it does not say which was meant. */
    @Test
    void whatQuarkusRefusesIsToldBefore() {
        assertThat(inItsFile(Map.of("cpq.messaging.outbox.leas", "PT2S")).warning())
                .containsSubsequence("did you mean cpq.messaging.outbox.lease?", "does not map to any root");
    }

    @ParameterizedTest
    @CsvSource({
        "CPQ_MESSAGING_OUTBOX_LEAS, CPQ_MESSAGING_OUTBOX_LEASE",
        "CPQ_MESAGING_OUTBOX_LEASE, CPQ_MESSAGING_OUTBOX_LEASE",
        "CPQ_MESSAGING_INBOX_RETRYBACKOFF, CPQ_MESSAGING_INBOX_RETRY_BACKOFF",
        "CPQ_DATABASE_REQUEST_LOK, CPQ_DATABASE_REQUEST_LOCK",
        "CPQ_MESSAGING_OUTBX_PORT, CPQ_MESSAGING_OUTBOX_PORT",
        "CPQ_DATABSE_URL, CPQ_DATABASE_URL",
        "CPQ_JWT_ISUER, CPQ_JWT_ISSUER",
        "CPQ_INSTNACE, CPQ_INSTANCE",
        "CPQ_HTTP_PRT, CPQ_HTTP_PORT"
    })
    void guessesWhichVariableWasMeant(String mistyped, String meant) {
        GivenToAService given = new GivenToAService(
                Map.of(
                        "quarkus.datasource.jdbc.url", "${CPQ_DATABASE_URL:jdbc:postgresql://127.0.0.1/quote}",
                        "mp.jwt.verify.issuer", "${CPQ_JWT_ISSUER:https://cpq.local}",
                        "some.instance", "${CPQ_INSTANCE:one}",
                        "some.port", "${CPQ_MESSAGING_OUTBOX_PORT:1}",
                        "quarkus.http.port", "${CPQ_HTTP_PORT:8081}"),
                Map.of(mistyped, "PT2S"));

        assertThat(given.warning()).contains("environment variable " + mistyped + ": did you mean " + meant + "?");
    }

    /** A file gives a variable only where something refers to it. */
    @Test
    void aVariableInAFileIsNotASetting() {
        assertThat(inItsFile(Map.of("CPQ_MESSAGING_OUTBOX_LEASE", "PT2S")).warning())
                .contains("CPQ_MESSAGING_OUTBOX_LEASE in application.properties:"
                        + " in a file it is called cpq.messaging.outbox.lease");
        assertThat(inItsFile(Map.of(
                                "CPQ_MESSAGING_OUTBOX_LEASE", "PT2S",
                                "cpq.messaging.outbox.lease", "${CPQ_MESSAGING_OUTBOX_LEASE:PT1S}",
                                "CPQ_DATABASE_USER", "quote_service"))
                        .warning())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CPQ_QUOTE_URL, http://quote",
        "CPQ_DATABASE_URL, jdbc:postgresql://db/quote",
        "CPQ_DATABASE_PASSWORD, s3cret",
        "CPQ_PORT_KAFKA, 9092",
        "CPQ_JAVA_HOME, /opt/java",
        "CPQ_HOME, /opt/cpq",
        "CPQ_DATABASE_SERVICE_HOST, 10.0.0.1",
        "CPQ_DATABASE_SERVICE_PORT, 5432",
        "CPQ_DATABASE_PORT_5432_TCP_ADDR, 10.0.0.1",
        "CPQ_MESSAGING_PORT, tcp://10.0.0.1:1"
    })
    void leavesTheVariablesOfOthersAlone(String variable, String value) {
        assertThat(byItsEnvironment(Map.of(variable, value)).warning()).isEmpty();
    }

    /** A port is a service of Kubernetes only when it is an address. */
    @Test
    void aMistypedPortIsNoLinkToAService() {
        assertThat(byItsEnvironment(Map.of("CPQ_MESSAGING_PORT", "3025")).warning())
                .contains("CPQ_MESSAGING_PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CPQ_TOPICS_PRODUCED_0_", "CPQ_TOPICS_PRODUCED", "CPQ_CONSUMER_ORDERS_RETRY_ATTEMPTS"})
    void knowsTheElementsOfListsAndConsumersByVariable(String variable) {
        assertThat(byItsEnvironment(Map.of(variable, "1")).warning()).isEmpty();
    }

    /** The connector has settings of its own, more than it documents. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpq.consumer.quotes.tracing-enabled",
                "cpq.consumer.quotes.health-topic-verification-enabled",
                "cpq.consumer.quotes.retry-attempts",
                "cpq.consumer.quotes.value.deserializer.depth",
                "mp.messaging.connector.smallrye-kafka.health-enabled",
                "mp.messaging.connector.smallrye-kafka.batch"
            })
    void takesWhatIsTheConnectors(String name) {
        assertThat(inItsFile(Map.of(name, "1")).warning()).isEmpty();
    }

    /** Tools give a process properties of their own. */
    @Test
    void leavesSystemPropertiesOfOthersAlone() {
        System.setProperty("cpq.elsewhere", "1");
        System.setProperty("cpq.mesaging.outbox.lease", "PT2S");
        try {
            assertThat(GivenToAService.warningOf(() -> inItsFile(Map.of())
                            .mapped()
                            .withSources(new SysPropConfigSource())
                            .addDiscoveredCustomizers()
                            .build()))
                    .contains("system property cpq.mesaging.outbox.lease: did you mean cpq.messaging.outbox.lease?")
                    .doesNotContain("cpq.elsewhere");
        } finally {
            System.clearProperty("cpq.elsewhere");
            System.clearProperty("cpq.mesaging.outbox.lease");
        }
    }

    @Test
    void knowsTheVariablesThatItsOwnFileRefersTo() {
        GivenToAService given = new GivenToAService(
                Map.of("quarkus.datasource.jdbc.min-size", "${CPQ_DATABASE_SPARE:2}"),
                Map.of("CPQ_DATABASE_SPARE", "3"));

        assertThat(given.warning()).isEmpty();
        assertThat(byItsEnvironment(given.environment()).warning()).contains("CPQ_DATABASE_SPARE");
    }
}
