package io.cpqoms.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.values.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/** A minimal command side: an aggregate whose row is locked, changed and told about in one transaction. */
@AcrossTenants
@ApplicationScoped
public class LedgerCommands {

    private final DataSource dataSource;
    private final Outbox outbox;
    private final UserTransaction transaction;
    private final ObjectMapper json = new ObjectMapper();

    LedgerCommands(DataSource dataSource, Outbox outbox, UserTransaction transaction) {
        this.transaction = transaction;
        this.dataSource = dataSource;
        this.outbox = outbox;
    }

    /** Changes the account: one version, one event. Holds its transaction open for {@code thinking}. */
    UUID change(String accountId, Duration thinking) {
        return QuarkusTransaction.requiringNew().call(() -> changeInside(accountId, thinking));
    }

    /** Appends an event without an account behind it. */
    void append(NewEvent event) {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(event));
    }

    /** The same, but rolled back at the end. */
    void changeInVain(String accountId, Duration thinking) {
        try {
            transaction.begin();
            changeInside(accountId, thinking);
            transaction.rollback();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID changeInside(String accountId, Duration thinking) {
        long version = nextVersion(accountId);
        UUID messageId = outbox.append(event(accountId, version, "changed-" + version));
        hold(thinking);
        return messageId;
    }

    NewEvent event(String accountId, long version, String outcome) {
        return NewEvent.of("ProcessEnded", 1)
                .onTopic("cpq.workflow.events.v1")
                .tenant("acme")
                .aggregate("process", accountId, version)
                .occurredAt(Instant.now())
                .correlation(UUID.randomUUID())
                .causation(UUID.randomUUID())
                .actor(Actor.user("tester"))
                .payload(json.createObjectNode()
                        .put("processKey", "ledger")
                        .put("businessKey", "acme:" + accountId)
                        .put("subjectType", "quote")
                        .put("subjectId", "0198c0de-0000-7000-8000-000000000001")
                        .put("outcome", outcome));
    }

    private long nextVersion(String accountId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        insert into ledger_account as account (id, version) values (?, 1)
                        on conflict (id) do update set version = account.version + 1 returning version""")) {
            upsert.setString(1, accountId);
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hold(Duration time) {
        if (time.isZero()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement sleep = connection.prepareStatement("select pg_sleep(?)")) {
            sleep.setDouble(1, time.toMillis() / 1000.0);
            sleep.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
