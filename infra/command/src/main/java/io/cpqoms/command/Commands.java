package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.command.database.DatabasePatience;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Runs a command once, however often it is sent: the record of its key commits with its effect, or neither does.
 *
 * <p>One transaction: take the key's advisory lock or refuse at once (409, the twin is still running) → give the first answer again if
 * there is one → work → record the answer. The lock dies with the transaction, so a crash leaves no key that is stuck "in flight". The
 * lock is taken in a statement of its own: the look-up that follows needs a snapshot younger than the lock, or it could miss a twin that
 * committed in between.
 *
 * <p>A refusal (a thrown {@link ProblemException} or an answer of 400 and above) rolls the work back and is not recorded: the client may
 * mend the cause and send the same key again.
 */
@ApplicationScoped
public class Commands {

    /** Says that the answer is the first one, given again. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final DataSource dataSource;
    private final ObjectMapper json;
    private final DatabasePatience patience;

    public Commands(DataSource dataSource, ObjectMapper json, DatabasePatience patience) {
        this.dataSource = dataSource;
        this.json = json;
        this.patience = patience;
    }

    @Transactional
    public Response once(CommandRequest request, Supplier<CommandAnswer> work) {
        try (Connection connection = dataSource.getConnection()) {
            if (!claim(connection, request)) {
                throw Problem.conflict(
                                "command-in-flight",
                                "Command in flight",
                                "A command with this Idempotency-Key is still running; send it again in a moment.")
                        .with(Problem.RETRY_AFTER, 1)
                        .asException();
            }
            Optional<Recorded> first = recorded(connection, request);
            if (first.isPresent()) {
                return replay(first.get(), request);
            }
            CommandAnswer answer = work.get();
            String body = json.writeValueAsString(answer.body());
            if (answer.status() >= 400) {
                QuarkusTransaction.setRollbackOnly();
            } else {
                record(connection, request, answer, body);
            }
            return response(answer.status(), answer.headers(), body).build();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("Cannot record command " + request.operation(), e);
        }
    }

    /** Takes the key's lock or not; the same round trip bounds what the command waits for rows, and its transaction as a whole. */
    private boolean claim(Connection connection, CommandRequest request) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 0)),"
                        + " set_config('lock_timeout', ?, true), set_config('transaction_timeout', ?, true)")) {
            statement.setString(1, request.lockName());
            statement.setString(2, Long.toString(patience.lock().toMillis()));
            statement.setString(3, Long.toString(patience.transaction().toMillis()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Records of the release before know no subject (an empty one): they answer whoever sends their key until they are forgotten. */
    private static Optional<Recorded> recorded(Connection connection, CommandRequest request) throws SQLException {
        String sql = """
                select body_hash, status, headers, body from command_record
                where tenant_id = ? and operation = ? and idempotency_key = ? and subject in (?, '')""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, request.tenantId());
            statement.setString(2, request.operation());
            statement.setString(3, request.key());
            statement.setString(4, request.subject());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Recorded(row.getString(1), row.getInt(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    private Response replay(Recorded first, CommandRequest request) throws JsonProcessingException {
        if (!first.bodyHash().equals(request.bodyHash())) {
            throw Problem.of(
                            422,
                            "idempotency-key-reused",
                            "Idempotency-Key reused",
                            "This key was used with another body; take a new key for a new command.")
                    .asException();
        }
        return response(first.status(), json.readValue(first.headers(), HEADERS), first.body())
                .header(REPLAYED, "true")
                .build();
    }

    private void record(Connection connection, CommandRequest request, CommandAnswer answer, String body)
            throws SQLException, JsonProcessingException {
        String sql = """
                insert into command_record (tenant_id, operation, idempotency_key, subject, body_hash, status, headers, body)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, request.tenantId());
            statement.setString(2, request.operation());
            statement.setString(3, request.key());
            statement.setString(4, request.subject());
            statement.setString(5, request.bodyHash());
            statement.setInt(6, answer.status());
            statement.setString(7, json.writeValueAsString(answer.headers()));
            statement.setString(8, body);
            if (statement.executeUpdate() != 1) {
                // Two effects under one key would be worse than an error: the exception rolls this one back.
                throw new IllegalStateException("The key's lock did not keep a twin out: " + request.operation());
            }
        }
    }

    private static Response.ResponseBuilder response(int status, Map<String, String> headers, String body) {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        headers.forEach(response::header);
        return response;
    }

    private record Recorded(String bodyHash, int status, String headers, String body) {}
}
