package io.cpqoms.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What a transaction writes for its own sake, on a row of a thousand that is drawn each time. */
sealed interface BusinessWrite extends AutoCloseable {

    int ROWS = 1_000;

    void write() throws SQLException;

    @Override
    void close() throws SQLException;

    private static int anyRow() {
        return ThreadLocalRandom.current().nextInt(ROWS);
    }

    /** One update by primary key: the least that a transaction can be about. */
    final class Update implements BusinessWrite {
        private final PreparedStatement update;

        Update(Connection connection) throws SQLException {
            update = connection.prepareStatement("update account set balance = balance + 1 where id = ?");
        }

        @Override
        public void write() throws SQLException {
            update.setInt(1, anyRow());
            update.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            update.close();
        }
    }

    /** What a service writes for a command: its key is claimed and looked up, the aggregate locked and replaced, the answer kept. */
    final class Command implements BusinessWrite {
        private final PreparedStatement claim;
        private final PreparedStatement known;
        private final PreparedStatement lock;
        private final PreparedStatement replace;
        private final PreparedStatement keep;

        Command(Connection connection) throws SQLException {
            claim = connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 0))");
            known = connection.prepareStatement("select body_hash, status, headers, body from command_record"
                    + " where tenant_id = 'acme' and operation = 'bench' and idempotency_key = ?"
                    + " and subject in ('bench', '')");
            lock = connection.prepareStatement("select version, document from aggregate where id = ? for update");
            replace = connection.prepareStatement(
                    "update aggregate set version = version + 1, document = ?::jsonb where id = ?");
            keep = connection.prepareStatement("insert into command_record"
                    + " (tenant_id, operation, idempotency_key, subject, body_hash, status, headers, body)"
                    + " values ('acme', 'bench', ?, 'bench', 'hash', 200, '{}', ?) on conflict do nothing");
        }

        @Override
        public void write() throws SQLException {
            String key = UUID.randomUUID().toString();
            int row = anyRow();
            String document = Events.any();
            claim.setString(1, key);
            read(claim);
            known.setString(1, key);
            read(known);
            lock.setInt(1, row);
            read(lock);
            replace.setString(1, document);
            replace.setInt(2, row);
            replace.executeUpdate();
            keep.setString(1, key);
            keep.setString(2, document);
            keep.executeUpdate();
        }

        private static void read(PreparedStatement question) throws SQLException {
            try (ResultSet answer = question.executeQuery()) {
                answer.next();
            }
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : new PreparedStatement[] {claim, known, lock, replace, keep}) {
                statement.close();
            }
        }
    }
}
