package io.cpqoms.workflow.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Whose the open tasks are, as the engine and Tasklist have it: the model names a group, and an operator may have added others. The
 * engine's own service answers for one task at a time; a page of tasks wants one statement.
 */
@ApplicationScoped
class CandidateGroups {

    private final DataSource dataSource;

    CandidateGroups(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** By task id; a task that has ended meanwhile is not in it, one that nobody may take is there with no group. */
    Map<String, SortedSet<String>> of(Collection<String> taskIds) {
        String sql = """
                select t.id_, l.group_id_ from act_ru_task t
                  left join act_ru_identitylink l
                    on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
                where t.id_ = any (?)""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            Array ids = connection.createArrayOf("text", taskIds.toArray());
            statement.setArray(1, ids);
            Map<String, SortedSet<String>> groups = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    SortedSet<String> ofTask = groups.computeIfAbsent(row.getString(1), task -> new TreeSet<>());
                    Optional.ofNullable(row.getString(2)).ifPresent(ofTask::add);
                }
            }
            return groups;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read whose the tasks are", e);
        }
    }
}
