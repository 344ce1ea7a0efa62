package io.cpqoms.order.lifecycle;

import io.cpqoms.order.OrderId;
import io.cpqoms.order.QuoteId;
import io.cpqoms.order.TenantId;
import io.cpqoms.order.fallout.Fallout;
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

/**
 * The orders, one row each: columns for what the database guards or finds by, the whole aggregate as a document.
 *
 * <p>Plain SQL: the guard against a second order is an {@code on conflict} insert, every command reads one row for update
 * and writes it once, and that leaves nothing for an object mapper to do.
 */
@ApplicationScoped
public class Orders {

    private static final String SELECT = "select id, tenant_id, version, created_at, document from orders";

    /** PostgreSQL compares ids byte by byte. */
    private static final UUID GREATEST = new UUID(-1L, -1L);

    private final DataSource dataSource;
    private final OrderDocuments documents;

    Orders(DataSource dataSource, OrderDocuments documents) {
        this.dataSource = dataSource;
        this.documents = documents;
    }

    /**
     * Which orders a list shows: newest first, and only those before the cursor if there is one.
     *
     * @param state a state's name in contracts
     */
    public record Filter(Optional<String> state, Optional<QuoteId> quoteId, Optional<OrderId> before, int limit) {}

    public Optional<Order> find(TenantId tenant, OrderId id) {
        return one(SELECT + " where tenant_id = ? and id = ?", tenant.value(), id.value());
    }

    /** The order with its row locked until the transaction ends; what appends events must hold this lock. */
    Optional<Order> lock(TenantId tenant, OrderId id) {
        return one(SELECT + " where tenant_id = ? and id = ? for no key update", tenant.value(), id.value());
    }

    Optional<Order> ofQuote(TenantId tenant, QuoteId quote, int revision) {
        return one(
                SELECT + " where tenant_id = ? and quote_id = ? and quote_revision = ?",
                tenant.value(),
                quote.value(),
                revision);
    }

    /**
     * Adds an order unless its quote revision has one. Waits for a twin that is being added at the same time.
     *
     * @return false when there is one already, visible to the next statement
     */
    boolean insert(Order order, Instant now) {
        AcceptedQuote quote = order.quote();
        return update(
                        """
                        insert into orders (id, tenant_id, version, state, open_fallouts, fallouts, quote_id, quote_revision,
                            customer_id, external_reference, currency, exact_total, created_at, updated_at, document)
                        values (?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        on conflict (tenant_id, quote_id, quote_revision) do nothing""",
                        order.id().value(),
                        order.tenant().value(),
                        order.version(),
                        order.state().contractName(),
                        quote.quoteId().value(),
                        quote.revision(),
                        quote.customerId().value(),
                        quote.externalReference().orElse(null),
                        quote.currency(),
                        quote.totals().exact().amount(),
                        order.createdAt(),
                        now,
                        documents.write(order))
                == 1;
    }

    /** Writes the order back; the caller holds its lock. */
    void save(Order order, Instant now) {
        List<Fallout> fallouts = order.state().work().map(Fulfilment::fallouts).orElse(List.of());
        int rows = update(
                """
                update orders set version = ?, state = ?, open_fallouts = ?, fallouts = ?, updated_at = ?,
                    document = ?::jsonb
                where tenant_id = ? and id = ?""",
                order.version(),
                order.state().contractName(),
                (int) fallouts.stream().filter(Fallout::isOpen).count(),
                fallouts.size(),
                now,
                documents.write(order),
                order.tenant().value(),
                order.id().value());
        if (rows != 1) {
            throw new IllegalStateException("Order " + order.id() + " vanished under its lock");
        }
    }

    /** A page of the tenant's orders, newest first. */
    public List<Order> list(TenantId tenant, Filter filter) {
        StringBuilder sql = new StringBuilder(SELECT).append(" where tenant_id = ?");
        List<Object> values = new ArrayList<>(List.of(tenant.value()));
        filter.state().ifPresent(state -> {
            sql.append(" and state = ?");
            values.add(state);
        });
        filter.quoteId().ifPresent(quote -> {
            sql.append(" and quote_id = ?");
            values.add(quote.value());
        });
        filter.before().ifPresent(id -> {
            sql.append(" and id < ?");
            values.add(id.value());
        });
        values.add(filter.limit());
        return query(sql + " order by id desc limit ?", values.toArray());
    }

    /** The tenant's orders that have such fallouts, newest first, from the given one on if there is one. */
    public List<Order> withFallouts(TenantId tenant, FalloutSelection selection, Optional<OrderId> from, int limit) {
        String such = switch (selection) {
            case ALL -> "";
            case OPEN -> " and open_fallouts > 0";
            case CLOSED -> " and open_fallouts < fallouts";
        };
        return query(
                SELECT + " where tenant_id = ? and fallouts > 0" + such + " and id <= ? order by id desc limit ?",
                tenant.value(),
                from.map(OrderId::value).orElse(GREATEST),
                limit);
    }

    private Optional<Order> one(String sql, Object... values) {
        return query(sql, values).stream().findFirst();
    }

    private List<Order> query(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<Order> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(documents.read(
                            new OrderId(row.getObject(1, UUID.class)),
                            new TenantId(row.getString(2)),
                            row.getLong(3),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getString(5)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Orders could not be read", e);
        }
    }

    private int update(String sql, @Nullable Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The order could not be written", e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }
}
