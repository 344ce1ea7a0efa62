package io.cpqoms.messaging.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cpqoms.messaging.internal.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The replay tables: one row per run, its partitions and findings; whatever a crash leaves here is enough to go on. */
@ApplicationScoped
class ReplayStore {

    private static final int SAMPLES = 100;

    /** PostgreSQL compares ids byte by byte; a version 7 id is always smaller. */
    private static final UUID GREATEST = new UUID(-1L, -1L);

    private static final String RUN = "select * from replay_run where ";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DataSource dataSource;

    ReplayStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The records read between two offsets of a partition, and what became of them. */
    record Step(int partition, long from, long to, ReplayRun.Tally tally) {}

    void insert(ReplayRun run) {
        update(
                """
                insert into replay_run (id, consumer, mode, state, request, plan, tenant_id, requested_by, requested_at)
                values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)""",
                run.id(),
                run.request().consumer(),
                run.request().mode().name(),
                run.state().name(),
                json(run.request()),
                json(run.plan()),
                run.tenantId(),
                run.requested().by(),
                time(run.requested().at()));
    }

    /** The run, locked until the transaction ends. */
    Optional<ReplayRun> lock(UUID id) {
        return runs(RUN + "id = ? for update", id).stream().findFirst();
    }

    Optional<ReplayRun> get(UUID id) {
        return runs(RUN + "id = ?", id).stream().findFirst();
    }

    /**
     * The latest first, without samples of findings: those of one run may have a hundred long lines.
     *
     * @param tenant only runs that stay within it; all where none is named
     */
    List<ReplayRun> page(Optional<String> tenant, Optional<UUID> after, int limit) {
        UUID before = after.orElse(GREATEST);
        return tenant.map(only -> runs(false, RUN + """
                                tenant_id = ? and mode = 'REPLAY_VALIDATE_ONLY'
                                 and request -> 'selection' -> 'tenants' = jsonb_build_array(tenant_id)
                                 and id < ? order by id desc limit ?""", only, before, limit))
                .orElseGet(() -> runs(false, RUN + "id < ? order by id desc limit ?", before, limit));
    }

    /** The run that has waited longest for somebody to run it, or to clean up after it. */
    Optional<ReplayRun> due() {
        return runs(RUN + "state in ('RUNNING', 'STOPPING') order by started_at limit 1").stream()
                .findFirst();
    }

    /** Another run of the consumer that has begun and not ended. */
    Optional<ReplayRun> open(String consumer) {
        return runs(RUN + "consumer = ? and state in ('RUNNING', 'PAUSED', 'STOPPING')", consumer).stream()
                .findFirst();
    }

    /** Writes what can change about a run. */
    void save(ReplayRun run) {
        update(
                """
                update replay_run set state = ?, approved_by = ?, approved_at = ?, started_at = ?, ended_at = ?, note = ?,
                    comparison = ?::jsonb, facts = ? where id = ?""",
                run.state().name(),
                run.approved().map(ReplayRun.Signature::by).orElse(null),
                run.approved().map(approval -> time(approval.at())).orElse(null),
                run.startedAt().map(ReplayStore::time).orElse(null),
                run.endedAt().map(ReplayStore::time).orElse(null),
                run.note(),
                run.comparison().map(ReplayStore::json).orElse(null),
                run.facts(),
                run.id());
    }

    /** Says why a run waits; when somebody paused or stopped it meanwhile, what the run says of that stays. */
    void note(UUID id, String note) {
        update("update replay_run set note = ? where id = ? and state = 'RUNNING' and note <> ?", note, id, note);
    }

    void bound(UUID id, List<ReplayRun.Bounds> bounds) {
        for (ReplayRun.Bounds part : bounds) {
            update("""
                    insert into replay_partition (replay_id, topic, partition, begin_offset, end_offset, next_offset)
                    values (?, ?, ?, ?, ?, ?)""", id, part.topic(), part.partition(), part.begin(), part.end(), part.begin());
        }
    }

    /** Moves the end of a rebuild that catches up with what was published since its start. */
    void extend(UUID id, int partition, long end) {
        update(
                "update replay_partition set end_offset = greatest(end_offset, ?) where replay_id = ? and partition = ?",
                end,
                id,
                partition);
    }

    /**
     * Records the steps and what was found; call it in the transaction of the effect.
     *
     * @throws IllegalStateException when another instance has moved on meanwhile: this one must not go on
     */
    void advance(UUID id, List<Step> steps, List<String> findings) {
        for (Step step : steps) {
            ReplayRun.Tally tally = step.tally();
            int moved = update(
                    """
                    update replay_partition set next_offset = ?, applied = applied + ?, ignored = ignored + ?,
                        unselected = unselected + ?, unreadable = unreadable + ?
                    where replay_id = ? and partition = ? and next_offset = ?""",
                    step.to(),
                    tally.applied(),
                    tally.ignored(),
                    tally.unselected(),
                    tally.unreadable(),
                    id,
                    step.partition(),
                    step.from());
            if (moved != 1) {
                throw new IllegalStateException("Replay " + id + " was moved on by another instance");
            }
        }
        if (!findings.isEmpty()) {
            update("update replay_run set findings = findings + ? where id = ?", findings.size(), id);
            findings.stream()
                    .limit(SAMPLES
                            - Math.min(
                                    SAMPLES,
                                    get(id).orElseThrow().findingSamples().size()))
                    .forEach(finding ->
                            update("insert into replay_finding (replay_id, finding) values (?, ?)", id, finding));
        }
    }

    /** The right to run it: a session lock on the connection that is answered. Who loses the session loses the right. */
    Optional<Connection> own(UUID id) throws SQLException {
        Connection connection = dataSource.getConnection();
        if (ask(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", id)) {
            return Optional.of(connection);
        }
        connection.close();
        return Optional.empty();
    }

    void disown(Connection owner, UUID id) {
        try (owner) {
            ask(owner, "select pg_advisory_unlock(hashtextextended(?, 0))", id);
        } catch (SQLException e) {
            throw new DatabaseFailure("The lock of replay " + id + " could not be given back", e);
        }
    }

    private static boolean ask(Connection connection, String sql, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "replay " + id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private List<ReplayRun> runs(String sql, Object... parameters) {
        return runs(true, sql, parameters);
    }

    private List<ReplayRun> runs(boolean sampled, String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = bind(connection, sql, parameters);
                ResultSet rows = query.executeQuery()) {
            List<ReplayRun> runs = new ArrayList<>();
            while (rows.next()) {
                runs.add(run(connection, rows, sampled));
            }
            return runs;
        } catch (SQLException e) {
            throw new DatabaseFailure("The replays could not be read", e);
        }
    }

    private static ReplayRun run(Connection connection, ResultSet row, boolean sampled) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Optional<String> approver = Optional.ofNullable(row.getString("approved_by"));
        Optional<Instant> approvedAt = instant(row, "approved_at");
        return new ReplayRun(
                id,
                ReplayRun.State.valueOf(row.getString("state")),
                read(row.getString("request"), ReplayRun.Request.class),
                read(row.getString("plan"), ReplayRun.Plan.class),
                row.getString("tenant_id"),
                new ReplayRun.Signature(
                        row.getString("requested_by"),
                        row.getObject("requested_at", OffsetDateTime.class).toInstant()),
                approver.flatMap(by -> approvedAt.map(at -> new ReplayRun.Signature(by, at))),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getString("note"),
                progress(connection, id),
                row.getLong("findings"),
                sampled ? samples(connection, id) : List.of(),
                Optional.ofNullable(row.getString("comparison")).map(text -> read(text, Replayable.Comparison.class)),
                row.getInt("facts"));
    }

    private static List<ReplayRun.Progress> progress(Connection connection, UUID id) throws SQLException {
        String sql = "select * from replay_partition where replay_id = ? order by topic, partition";
        List<ReplayRun.Progress> parts = new ArrayList<>();
        try (PreparedStatement query = bind(connection, sql, id);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                parts.add(new ReplayRun.Progress(
                        new ReplayRun.Bounds(
                                row.getString("topic"),
                                row.getInt("partition"),
                                row.getLong("begin_offset"),
                                row.getLong("end_offset")),
                        row.getLong("next_offset"),
                        new ReplayRun.Tally(
                                row.getLong("applied"),
                                row.getLong("ignored"),
                                row.getLong("unselected"),
                                row.getLong("unreadable"))));
            }
        }
        return parts;
    }

    private static List<String> samples(Connection connection, UUID id) throws SQLException {
        String sql = "select finding from replay_finding where replay_id = ? order by number limit " + SAMPLES;
        List<String> findings = new ArrayList<>();
        try (PreparedStatement query = bind(connection, sql, id);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                findings.add(row.getString(1));
            }
        }
        return findings;
    }

    private int update(String sql, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = bind(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("A replay could not be recorded", e);
        }
    }

    private static PreparedStatement bind(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a document: " + value.getClass(), e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored replay is no " + type.getSimpleName(), e);
        }
    }
}
