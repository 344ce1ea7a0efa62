package io.cpqoms.notification.delivery;

import io.cpqoms.notification.rule.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The intents that wait for their recipient's address, and how none of them misses it.
 *
 * <p>An address may come in the very moment in which an intent is found to have none. Whoever stores an address, and whoever
 * lets an intent wait for one, therefore first locks the party until the end of the transaction: the later of the two sees
 * what the earlier one did.
 */
@ApplicationScoped
class WaitingIntents {

    /** In the order of the keys, so that two transactions never wait for each other; a statement of its own, as what follows needs a younger snapshot. */
    private static final String LOCK = """
            select pg_advisory_xact_lock(key)
              from (select distinct hashtextextended(name, 0) as key from unnest(?::text[]) as party (name) order by key) as keys""";

    private static final String WAKE = """
            update notification_intent i
               set state = 'PENDING', next_attempt_at = ?, due_since = ?, updated_at = ?, cause = null
              from unnest(?::text[], ?::text[], ?::text[]) as party (tenant_id, kind, id), contact c
             where i.state = 'WAITING' and i.tenant_id = party.tenant_id and i.recipient_kind = party.kind
               and i.recipient = party.id
               and c.tenant_id = party.tenant_id and c.kind = party.kind and c.party_id = party.id""";

    private final DataSource dataSource;
    private final Clock clock;

    WaitingIntents(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Whoever is told or reached. */
    record Party(String tenantId, Recipient recipient) {

        /** Not the name of any command, whose locks are of the same kind. */
        String lockName() {
            return "contact\n" + tenantId + "\n" + recipient.kind().text() + "\n" + recipient.id();
        }
    }

    /** Waits until nobody else changes where these parties are reached, or lets an intent wait for it. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lock(Collection<Party> parties) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, connection.createArrayOf("text", column(parties, Party::lockName)));
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("Parties could not be locked", e);
        }
    }

    /** Makes due what waits for parties that have an address now. @return how many */
    @Transactional(Transactional.TxType.MANDATORY)
    int wake(Collection<Party> parties) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(WAKE)) {
            update.setObject(1, now);
            update.setObject(2, now);
            update.setObject(3, now);
            update.setArray(4, connection.createArrayOf("text", column(parties, Party::tenantId)));
            update.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            column(parties, party -> party.recipient().kind().text())));
            update.setArray(
                    6,
                    connection.createArrayOf(
                            "text", column(parties, party -> party.recipient().id())));
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Waiting intents could not be woken", e);
        }
    }

    private static Object[] column(Collection<Party> parties, Function<Party, String> value) {
        return parties.stream().map(value).toArray();
    }
}
