package io.cpqoms.workflow.task;

import io.cpqoms.workflow.engine.CompletedTasks;
import io.cpqoms.workflow.process.BusinessKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** Tasks that are decided, so that who comes too late learns by whom and how instead of that there is no such task. */
@ApplicationScoped
public class DecidedTasks {

    private static final String IN_TASKLIST = "in Tasklist";

    private final DataSource dataSource;
    private final CompletedTasks history;

    DecidedTasks(DataSource dataSource, CompletedTasks history) {
        this.dataSource = dataSource;
        this.history = history;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(String taskId, String tenantId, TaskDecision decision) {
        String sql = """
                insert into decided_task (task_id, tenant_id, decision, decided_by, decided_at)
                values (?, ?, ?, ?, ?) on conflict do nothing""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, taskId);
            statement.setString(2, tenantId);
            statement.setString(3, decision.decision());
            statement.setString(4, decision.decidedBy());
            statement.setObject(5, decision.decidedAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot keep the decision on task " + taskId, e);
        }
    }

    Optional<TaskDecision> find(String taskId, String tenantId) {
        return kept(taskId, tenantId)
                .or(() -> history.find(taskId)
                        .filter(task ->
                                BusinessKey.parse(task.businessKey()).tenantId().equals(tenantId))
                        .map(task ->
                                new TaskDecision(IN_TASKLIST, task.claimedBy().orElse("somebody"), task.at())));
    }

    private Optional<TaskDecision> kept(String taskId, String tenantId) {
        String sql = "select decision, decided_by, decided_at from decided_task where task_id = ? and tenant_id = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, taskId);
            statement.setString(2, tenantId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new TaskDecision(
                                row.getString(1),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look for a decision on task " + taskId, e);
        }
    }
}
