package io.cpqoms.order.lifecycle;

import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutStanding;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.values.LineId;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The fallouts of all orders as rows, for the operators' worklist.
 *
 * <p>A row repeats what its order's document says and is written in the same transaction, under the order's lock. Nothing
 * decides by it, so that a list costs its rows, whatever the orders have.
 */
@ApplicationScoped
public class Fallouts {

    private static final String PAGE = """
            select order_id, fallout_id, number, task_id, attempt, type, cause, impact, repairs, owner, opened_at,
                   repair, repaired_by, reason, closed_at, task, partner, line_id
              from fallout
             where tenant_id = ? %s and order_id <= ? and (order_id < ? or number > ?)
             order by order_id desc, number limit ?""";

    private static final String WRITE = """
            insert into fallout (tenant_id, order_id, number, fallout_id, task_id, task, partner, line_id, attempt, type,
                cause, impact, repairs, owner, opened_at, repair, repaired_by, reason, closed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (order_id, number) do update set type = excluded.type, repairs = excluded.repairs,
                repair = excluded.repair, repaired_by = excluded.repaired_by,
                reason = excluded.reason, closed_at = excluded.closed_at""";

    /** Before every place: PostgreSQL compares ids byte by byte, and newer orders come first. */
    private static final ListedFallout.Place BEGINNING = new ListedFallout.Place(new OrderId(new UUID(-1L, -1L)), 0);

    private final DataSource dataSource;

    Fallouts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Those of the newest orders first, inside an order by their numbers. */
    public List<ListedFallout> page(
            TenantId tenant, FalloutSelection selection, Optional<ListedFallout.Place> after, int limit) {
        String such = switch (selection) {
            case ALL -> "";
            case OPEN -> "and closed_at is null";
            case CLOSED -> "and closed_at is not null";
        };
        ListedFallout.Place from = after.orElse(BEGINNING);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(PAGE.formatted(such))) {
            Statements.bind(
                    statement,
                    tenant.value(),
                    from.orderId().value(),
                    from.orderId().value(),
                    from.number(),
                    limit);
            List<ListedFallout> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Fallouts could not be read", e);
        }
    }

    /** Writes those that a change raised or decided; the caller holds the order's lock. */
    void save(Order before, Order after) {
        Set<Fallout> known = new HashSet<>(of(before));
        try (Connection connection = dataSource.getConnection()) {
            for (Fallout fallout : of(after)) {
                if (!known.contains(fallout)) {
                    write(connection, after.tenant(), ListedFallout.of(after, fallout));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A fallout could not be written", e);
        }
    }

    private static List<Fallout> of(Order order) {
        return order.state().work().map(Fulfilment::fallouts).orElse(List.of());
    }

    private static void write(Connection connection, TenantId tenant, ListedFallout listed) throws SQLException {
        Fallout fallout = listed.fallout();
        Optional<FalloutStanding.Closed> closed = fallout.standing() instanceof FalloutStanding.Closed decision
                ? Optional.of(decision)
                : Optional.empty();
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            Statements.bind(
                    statement,
                    tenant.value(),
                    listed.orderId().value(),
                    fallout.number(),
                    fallout.id().value(),
                    fallout.taskId().value(),
                    listed.task(),
                    listed.partner(),
                    listed.line().map(LineId::value).orElse(null),
                    fallout.attempt(),
                    fallout.type().contractName(),
                    fallout.cause(),
                    fallout.impact(),
                    connection.createArrayOf(
                            "text",
                            fallout.repairs().stream().map(Repair::contractName).toArray()),
                    fallout.owner(),
                    fallout.openedAt(),
                    closed.map(decision -> decision.repair().contractName()).orElse(null),
                    closed.map(FalloutStanding.Closed::repairedBy).orElse(null),
                    closed.map(FalloutStanding.Closed::reason).orElse(null),
                    closed.map(FalloutStanding.Closed::closedAt).orElse(null));
            statement.executeUpdate();
        }
    }

    private static ListedFallout read(ResultSet row) throws SQLException {
        Fallout fallout = new Fallout(
                new FalloutId(row.getObject("fallout_id", UUID.class)),
                row.getInt("number"),
                new TaskId(row.getObject("task_id", UUID.class)),
                row.getInt("attempt"),
                FalloutType.named(row.getString("type")).orElseThrow(),
                row.getString("cause"),
                row.getString("impact"),
                Stream.of((String[]) row.getArray("repairs").getArray())
                        .flatMap(name -> Repair.named(name).stream())
                        .toList(),
                row.getString("owner"),
                instant(row, "opened_at"),
                row.getString("repair") == null
                        ? new FalloutStanding.Open()
                        : new FalloutStanding.Closed(
                                Repair.named(row.getString("repair")).orElseThrow(),
                                row.getString("repaired_by"),
                                row.getString("reason"),
                                instant(row, "closed_at")));
        return new ListedFallout(
                new OrderId(row.getObject("order_id", UUID.class)),
                fallout,
                row.getString("task"),
                row.getString("partner"),
                Optional.ofNullable(row.getObject("line_id", UUID.class)).map(LineId::new));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
