package io.cpqoms.drill;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The rows of accounts and commits, in the caller's transaction. */
@ApplicationScoped
class Accounts {

    private final DataSource dataSource;

    Accounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Takes a transaction id and then time: whoever locks the account first meanwhile commits with a later id but earlier.
     * A lock that a frozen process holds is waited for a second, not for ever.
     */
    void begin(int thinkMillis) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement begin = connection.prepareStatement(
                        "select set_config('lock_timeout', '1s', true), pg_current_xact_id()")) {
            begin.execute();
        }
        sleep(thinkMillis);
    }

    Optional<AccountAnswer> find(String commandId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select message_id, version from drill_commit where command_id = ?")) {
            select.setString(1, commandId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new AccountAnswer(row.getObject(1, UUID.class), row.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    /** Locks the account's row until the end of the transaction. */
    long nextVersion(String tenant, String account) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        insert into drill_account as account (tenant, id, version) values (?, ?, 1)
                        on conflict (tenant, id) do update set version = account.version + 1 returning version""")) {
            upsert.setString(1, tenant);
            upsert.setString(2, account);
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void save(AccountCommand command, UUID messageId, long version) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into drill_commit (command_id, message_id, tenant, account, version, kind)"
                                + " values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, command.commandId());
            insert.setObject(2, messageId);
            insert.setString(3, command.tenant());
            insert.setString(4, command.account());
            insert.setLong(5, version);
            insert.setString(6, command.kind().name());
            insert.executeUpdate();
        }
    }

    void sleep(int millis) throws SQLException {
        if (millis == 0) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement sleep = connection.prepareStatement("select pg_sleep(?)")) {
            sleep.setDouble(1, millis / 1000.0);
            sleep.execute();
        }
    }
}
