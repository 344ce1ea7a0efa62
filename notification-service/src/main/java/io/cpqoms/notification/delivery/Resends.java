package io.cpqoms.notification.delivery;

import io.cpqoms.command.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an intent due again because somebody asks for it, and keeps who that was and why. */
@ApplicationScoped
class Resends {

    private static final Logger LOG = LoggerFactory.getLogger(Resends.class);

    private static final String LOCK =
            "select state from notification_intent where tenant_id = ? and id = ? for update";

    private static final String KEEP = """
            insert into notification_resend
                   (intent_id, asked_at, asked_by, reason, accept_duplicate, state_before, cause_before)
            select id, ?, ?, ?, ?, state, cause from notification_intent where id = ?""";

    /** The old claim is forgotten, so that a late result of it settles nothing any more. */
    private static final String AGAIN = """
            update notification_intent
               set state = 'PENDING', next_attempt_at = ?, due_since = ?, updated_at = ?, claim_id = null, cause = null
             where id = ?""";

    private final DataSource dataSource;
    private final Notifications notifications;
    private final Clock clock;

    Resends(DataSource dataSource, Notifications notifications, Clock clock) {
        this.dataSource = dataSource;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** @throws io.cpqoms.command.ProblemException when there is no such intent, or its state does not allow it */
    @Transactional(Transactional.TxType.MANDATORY)
    void sendAgain(String tenantId, UUID intentId, Resend resend) {
        try (Connection connection = dataSource.getConnection()) {
            IntentState state = lock(connection, tenantId, intentId)
                    .orElseThrow(() -> Problem.notFound("notification", intentId.toString())
                            .asException());
            Optional<Problem> refusal = resend.refusal(state);
            if (refusal.isPresent()) {
                throw refusal.get().asException();
            }
            makeDue(connection, intentId, resend);
            LOG.atInfo()
                    .addKeyValue("intentId", intentId)
                    .addKeyValue("askedBy", resend.askedBy())
                    .addKeyValue("stateBefore", state.contractName())
                    .log("notification is sent again on demand");
        } catch (SQLException e) {
            throw new IllegalStateException("The intent could not be made due again", e);
        }
        notifications.wakeAfterCommit();
    }

    private void makeDue(Connection connection, UUID intentId, Resend resend) throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        try (PreparedStatement keep = connection.prepareStatement(KEEP);
                PreparedStatement again = connection.prepareStatement(AGAIN)) {
            keep.setObject(1, now);
            keep.setString(2, resend.askedBy());
            keep.setString(3, resend.reason());
            keep.setBoolean(4, resend.acceptDuplicate());
            keep.setObject(5, intentId);
            keep.executeUpdate();
            again.setObject(1, now);
            again.setObject(2, now);
            again.setObject(3, now);
            again.setObject(4, intentId);
            again.executeUpdate();
        }
    }

    private static Optional<IntentState> lock(Connection connection, String tenantId, UUID intentId)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            query.setString(1, tenantId);
            query.setObject(2, intentId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(IntentState.valueOf(row.getString(1))) : Optional.empty();
            }
        }
    }
}
