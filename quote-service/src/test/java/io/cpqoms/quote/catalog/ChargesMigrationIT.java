package io.cpqoms.quote.catalog;

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
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-03")
class ChargesMigrationIT {

    private static final String FORMER = "{\"totals\":{},\"products\":[]}";
    private static final String NEW = "{\"totals\":{\"recurring\":[]},\"products\":[{\"chargesHash\":\"0\"}]}";

    @ParameterizedTest
    @CsvSource({
        "CatalogPartPublished, cpq.catalog.publications.v1",
        "QuotePriced, cpq.quote.events.v1",
        "QuoteSubmitted, cpq.quote.events.v1",
        "QuoteAccepted, cpq.quote.events.v1"
    })
    void refusesToGoOnWhileAFactOfTheFormerFormIsNotOnKafka(String type, String topic)
            throws SQLException, IOException {
        migrates(sql -> {
            unpublished(sql, type, topic, NEW);
            sql.execute(migration());
            unpublished(sql, type, topic, FORMER);
            refused(sql, "facts from before there were charges are not on Kafka yet");
        });
    }

    /** What happens in a database that waits to be migrated. */
    private interface Upgrade {
        void in(Statement sql) throws SQLException, IOException;
    }

    private static void migrates(Upgrade upgrade) throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("quote").open();
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

    private static void unpublished(Statement sql, String type, String topic, String payload) throws SQLException {
        sql.execute("""
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id, aggregate_type,
                                            aggregate_id, aggregate_version, occurred_at, value)
                values (0, gen_random_uuid(), '%s', 'k', '%s', 's', 'acme', 'a', 'c', 1, now(),
                        '{"payload":%s}')""".formatted(topic, type, payload));
    }

    private static String migration() throws IOException {
        try (InputStream in = ChargesMigrationIT.class.getResourceAsStream("/db/migration/V8__charges.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
