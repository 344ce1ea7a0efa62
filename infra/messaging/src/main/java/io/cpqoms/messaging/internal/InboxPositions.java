package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** How far the groups of this service have come, as their own database knows it. */
@AcrossTenants
@ApplicationScoped
public class InboxPositions {

    /** Also part of the statement that claims a batch ({@link InboxStore}), so that it costs no round trip of its own. */
    static final String INSERT = "insert into inbox_position (group_id, partition, next_offset)"
            + " select ?, reached.* from unnest(?::int[], ?::bigint[]) as reached";

    private static final String LATEST = """
            select asked.partition, latest.next_offset
            from unnest(?::int[]) as asked (partition) cross join lateral (
                select next_offset from inbox_position where group_id = ? and partition = asked.partition
                order by id desc limit 1) latest""";

    private static final String DROP_PASSED = """
            delete from inbox_position passed where id < (
                select id from inbox_position latest
                where latest.group_id = passed.group_id and latest.partition = passed.partition order by id desc limit 1)""";

    private final DataSource dataSource;

    InboxPositions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The next offset of each of these partitions that the database knows of. */
    Map<Integer, Long> of(String group, Collection<Integer> partitions) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setArray(1, connection.createArrayOf("int4", partitions.toArray()));
            select.setString(2, group);
            Map<Integer, Long> positions = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.put(row.getInt(1), row.getLong(2));
                }
            }
            return positions;
        } catch (SQLException e) {
            throw new DatabaseFailure("The positions of " + group + " could not be read", e);
        }
    }

    /** Says where a group is from now on, also backwards. */
    void save(Reached reached) {
        if (reached.isNothing()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(connection, insert, reached);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("The positions of " + reached.group() + " could not be saved", e);
        }
    }

    /** The same for what left nothing else behind; a crash of the server may take it, which costs reading it again. */
    void saveSoon(Reached reached) {
        try (Connection connection = dataSource.getConnection();
                Statement lazily = connection.createStatement()) {
            lazily.execute("set local synchronous_commit = off");
        } catch (SQLException e) {
            throw new DatabaseFailure("The positions of " + reached.group() + " could not be saved", e);
        }
        save(reached);
    }

    static void bind(Connection connection, PreparedStatement insert, Reached reached) throws SQLException {
        insert.setString(1, reached.group());
        insert.setArray(2, connection.createArrayOf("int4", reached.partitions()));
        insert.setArray(3, connection.createArrayOf("int8", reached.offsets()));
    }

    /** Takes away what a later row says better. */
    void dropPassed() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(DROP_PASSED)) {
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("Passed positions could not be taken away", e);
        }
    }
}
