package io.cpqoms.messaging.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What people did about each dead letter: only ever added to, the proof of how it was ended. */
@ApplicationScoped
public class DeadLetterSteps {

    private final DataSource dataSource;

    DeadLetterSteps(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What was done about a letter; the evidence is JSON. */
    public record Step(Instant at, String actor, String action, String note, String evidence) {}

    /** Oldest first. */
    public List<Step> of(UUID dlqId) {
        String sql = "select at, actor, action, note, evidence from dead_letter_step where dlq_id = ? order by id";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, dlqId);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(
                            row.getTimestamp(1).toInstant(),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5)));
                }
            }
            return steps;
        } catch (SQLException e) {
            throw new DatabaseFailure("The steps of " + dlqId + " could not be read", e);
        }
    }

    /** Joins the transaction that changes the letter. */
    void add(UUID dlqId, String actor, String action, String note, String evidence) {
        String sql = "insert into dead_letter_step (dlq_id, actor, action, note, evidence) values (?, ?, ?, ?, ?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, dlqId);
            insert.setString(2, actor);
            insert.setString(3, action);
            insert.setString(4, note);
            insert.setString(5, evidence);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("The step of " + dlqId + " could not be recorded", e);
        }
    }
}
