package io.cpqoms.workflow.process;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * One row per process and business key: the guard against a second start, and the aggregate behind the process's events. Taking the next
 * version locks the row, so that the events of an instance commit in the order of their versions.
 */
@ApplicationScoped
class ProcessLinks {

    private final DataSource dataSource;

    ProcessLinks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns false when the link is there already. */
    boolean insert(ProcessStart start) {
        String sql = """
                insert into process_link (process_key, business_key, tenant_id, subject_type, subject_id, correlation_id, causation_id)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
        BusinessKey key = start.businessKey();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, start.process().text());
            statement.setString(2, key.text());
            statement.setString(3, key.tenantId());
            statement.setString(4, key.subjectType());
            statement.setObject(5, key.subjectId());
            statement.setObject(6, start.correlationId());
            statement.setObject(7, start.causationId());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot link " + key.text(), e);
        }
    }

    /** What a link that is there says: which message began it, and how its process stands. */
    record Begun(UUID causationId, Optional<String> outcome) {}

    Optional<Begun> find(ProcessKey process, BusinessKey key) {
        String sql = "select causation_id, outcome from process_link where process_key = ? and business_key = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, process.text());
            statement.setString(2, key.text());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Begun(row.getObject(1, UUID.class), Optional.ofNullable(row.getString(2))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the link of " + key.text(), e);
        }
    }

    /** Ties the instance to its link; its first version is taken with it. */
    Optional<LinkedProcess> began(String processKey, String businessKey, String instanceId, int definitionVersion) {
        String sql = """
                update process_link set process_instance_id = ?, definition_version = ?, started_at = now(), version = 1
                where process_key = ? and business_key = ? and process_instance_id is null
                returning process_instance_id, process_key, business_key, version, correlation_id, causation_id""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, instanceId);
            statement.setInt(2, definitionVersion);
            statement.setString(3, processKey);
            statement.setString(4, businessKey);
            return linked(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot tie an instance to " + businessKey, e);
        }
    }

    Optional<LinkedProcess> ended(String instanceId, String outcome) {
        String sql = """
                update process_link set outcome = ?, ended_at = now(), version = version + 1
                where process_instance_id = ?
                returning process_instance_id, process_key, business_key, version, correlation_id, causation_id""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, outcome);
            statement.setString(2, instanceId);
            return linked(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot end the link of " + instanceId, e);
        }
    }

    /**
     * Holds the process of a business key until the transaction ends. Who opens a waiting place that depends on what was told, and who
     * tells, both hold it first: the later of the two sees what the earlier one did.
     */
    void hold(String businessKey) {
        String sql = """
                select 1 from process_link where process_key = any (?) and business_key = ?
                order by process_key for update""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            Object[] every =
                    Arrays.stream(ProcessKey.values()).map(ProcessKey::text).toArray();
            statement.setArray(1, connection.createArrayOf("text", every));
            statement.setString(2, businessKey);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot hold " + businessKey, e);
        }
    }

    /** Takes the next version for one more event of the instance. */
    Optional<LinkedProcess> advance(String instanceId) {
        return next("version", instanceId);
    }

    /** Takes the next number for a command that the instance sends; commands are counted apart from facts. */
    Optional<LinkedProcess> advanceCommands(String instanceId) {
        return next("command_version", instanceId);
    }

    private Optional<LinkedProcess> next(String counter, String instanceId) {
        String sql = """
                update process_link set %1$s = %1$s + 1 where process_instance_id = ?
                returning process_instance_id, process_key, business_key, %1$s, correlation_id, causation_id""".formatted(counter);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, instanceId);
            return linked(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot advance the link of " + instanceId, e);
        }
    }

    private static Optional<LinkedProcess> linked(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new LinkedProcess(
                            row.getString(1),
                            row.getString(2),
                            BusinessKey.parse(row.getString(3)),
                            row.getLong(4),
                            row.getObject(5, UUID.class),
                            row.getObject(6, UUID.class)))
                    : Optional.empty();
        }
    }
}
