package io.cpqoms.notification.contact;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was put for groups as if they were customers is theirs after the upgrade, and waits for nobody else. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("N4")
class GroupContactsMigrationIT {

    @Test
    void movesTheAddressesOfGroupsAndLeavesTheCustomers() throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("notification").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            String schema = "upgrade_" + UUID.randomUUID().toString().substring(0, 8);
            sql.execute("create schema " + schema);
            sql.execute("set local search_path to " + schema);
            sql.execute(script("V1__notification.sql"));
            sql.execute(script("V2__waiting_resend_retention.sql"));
            contact(sql, "VINET");
            contact(sql, "sales-managers");
            contact(sql, "board");
            intent(sql, "approval-requested", "board");
            intent(sql, "order-completed", "VINET");

            sql.execute(script("V3__internal_groups.sql"));

            assertThat(found(sql, "select kind || ' ' || party_id from contact"))
                    .containsExactly("customer VINET", "group board", "group sales-managers");
            assertThat(found(sql, "select recipient_kind || ' ' || recipient from notification_intent"))
                    .containsExactly("customer VINET", "group board");
            connection.rollback();
        }
    }

    private static void contact(Statement sql, String party) throws SQLException {
        sql.execute("insert into contact (tenant_id, party_id, email, locale, updated_at) values ('acme', '" + party
                + "', 'a@b.example', 'en', now())");
    }

    private static void intent(Statement sql, String template, String recipient) throws SQLException {
        sql.execute("""
                insert into notification_intent (id, tenant_id, cause_message_id, template, template_version, recipient, channel,
                    subject_type, subject_id, parameters, correlation_id, next_attempt_at, created_at, updated_at)
                values (gen_random_uuid(), 'acme', gen_random_uuid(), '%s', 1, '%s', 'email', 'quote', 'q', '{}',
                    gen_random_uuid(), now(), now(), now())""".formatted(template, recipient));
    }

    private static Set<String> found(Statement sql, String query) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static String script(String name) throws IOException {
        try (InputStream in = GroupContactsMigrationIT.class.getResourceAsStream("/db/migration/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
