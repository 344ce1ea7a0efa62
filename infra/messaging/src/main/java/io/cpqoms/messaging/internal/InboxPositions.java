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
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** How far the groups of this service have come, as their own database knows it. */
@AcrossTenants
@ApplicationScoped
public class InboxPositions {

    /** Also part of the statement that claims a batch ({@link InboxStore}), so that it costs no round trip of its own. */
    static final String INSERT = "insert into inbox_position (group_id, partition, next_offset)"
            + " select ?, reached.* from unnest(?::int[], ?::bigint[]) as reached where cpq_same_history(?)";

    /** What cpq_same_history raises. */
    static final String OTHER_HISTORY = "CPQ01";

    /** Changes when a standby is promoted and when a recovery ends; only where the database is no standby itself. */
    private static final String HISTORY = "select left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)";

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

    /** By group: in which history of the database the position was found from which the group reads on. */
    private final Map<String, String> histories = new ConcurrentHashMap<>();

    /** By group: the history that its partitions are being assigned anew to leave. */
    private final Map<String, String> left = new ConcurrentHashMap<>();

    InboxPositions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Which history this is; to be asked for before positions are read in it. */
    String history() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(HISTORY);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new DatabaseFailure("Which history the database is in could not be read", e);
        }
    }

    /** From here on the group's batches are of records that were read from positions in this history. */
    void readsOnIn(String group, String history) {
        histories.put(group, history);
        left.remove(group);
    }

    /** Whether nobody has asked yet to have this group's partitions assigned anew, since it reads in the history it reads in. */
    boolean isFirstToLeave(String group) {
        String history = historyOf(group);
        return !history.equals(left.put(group, history));
    }

    /** They could not be assigned anew, so that it is to be asked again. */
    void staysIn(String group) {
        left.remove(group);
    }

    /** Empty before the group has read anything. */
    String historyOf(String group) {
        return histories.getOrDefault(group, "");
    }

    /** Whether the group reads on from another position by now than when this was begun. */
    boolean isOver(Reached reached) {
        return !reached.history().equals(historyOf(reached.group()));
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
            throw failure("The positions of " + reached.group() + " could not be saved", e);
        }
    }

    /** Of a statement with {@link #INSERT} in it. */
    static RuntimeException failure(String what, SQLException cause) {
        return OTHER_HISTORY.equals(cause.getSQLState())
                ? new MovedDatabase(what, cause)
                : new DatabaseFailure(what, cause);
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
        insert.setString(4, reached.history());
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
