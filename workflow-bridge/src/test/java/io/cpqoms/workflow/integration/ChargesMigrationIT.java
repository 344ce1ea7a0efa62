package io.cpqoms.workflow.integration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts of the form from before there were charges are not left where this release could not read them. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-03")
class ChargesMigrationIT {

    private static final String FORMER = "{\"totals\":{},\"products\":[]}";
    private static final String NEW = "{\"totals\":{\"recurring\":[]},\"products\":[{\"chargesHash\":\"0\"}]}";

    @ParameterizedTest
    @CsvSource({
        "QuoteSubmitted, cpq.quote.events.v1",
        "QuoteAccepted, cpq.quote.events.v1",
        "OrderCreated, cpq.order.events.v1"
    })
    void refusesToGoOnWhileAFactOfTheFormerFormIsHeldBack(String type, String topic) throws SQLException, IOException {
        migrates(sql -> {
            parked(sql, type, topic, NEW);
            sql.execute(migration());
            parked(sql, type, topic, FORMER);
            refused(sql, "facts from before there were charges wait here");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "QuoteSubmitted, cpq.quote.events.v1",
        "QuoteAccepted, cpq.quote.events.v1",
        "OrderCreated, cpq.order.events.v1"
    })
    void refusesToGoOnWhileAFactOfTheFormerFormIsAnOpenDeadLetter(String type, String topic)
            throws SQLException, IOException {
        migrates(sql -> {
            letter(sql, type, topic, NEW);
            sql.execute(migration());
            letter(sql, type, topic, FORMER);
            refused(sql, "facts from before there were charges wait here");
        });
    }

    /** What happens in a database that waits to be migrated. */
    private interface Upgrade {
        void in(Statement sql) throws SQLException, IOException;
    }

    private static void migrates(Upgrade upgrade) throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("workflow").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            upgrade.in(sql);
            connection.rollback();
        }
    }

    private static void refused(Statement sql, String why) throws IOException {
        String migration = migration();
        assertThatThrownBy(() -> sql.execute(migration)).hasMessageContaining(why);
    }

    private static void parked(Statement sql, String type, String topic, String payload) throws SQLException {
        sql.execute("""
                insert into inbox_parked (consumer, aggregate_key, aggregate_version, message_id, topic, partition, record_offset,
                                          record_time, headers, value, received_at)
                values ('c', 'k', 1, gen_random_uuid(), '%s', 0, 0, 0, '[]',
                        convert_to('{"eventType":"%s","payload":%s}', 'UTF8'), now())""".formatted(topic, type, payload));
    }

    private static void letter(Statement sql, String type, String topic, String payload) throws SQLException {
        sql.execute("""
                insert into dead_letter (dlq_id, consumer, message_id, tenant_id, aggregate_key, aggregate_version, event_type, topic,
                                         partition, record_offset, record_time, headers, value, failure_type, failure_class,
                                         failure_message, failure_group, attempts, first_failed_at, last_failed_at)
                values (gen_random_uuid(), 'c', gen_random_uuid(), 'acme', 'k', 1, '%s', '%s', 0, 0, 0, '[]',
                        convert_to('{"payload":%s}', 'UTF8'), 't', 'c', 'm', 'g', 1, now(), now())""".formatted(type, topic, payload));
    }

    private static String migration() throws IOException {
        try (InputStream in = ChargesMigrationIT.class.getResourceAsStream("/db/migration/V2_5__charges.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
