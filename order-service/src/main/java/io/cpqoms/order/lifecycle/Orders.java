package io.cpqoms.order.lifecycle;

import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.Money;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
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

    private static final String SUMMARIES =
            "select id, version, state, open_fallouts, quote_id, quote_revision, customer_id,"
                    + " external_reference, currency, exact_total, rounded_total, correlation_id, created_at, updated_at"
                    + " from orders where tenant_id = ?";

    private final DataSource dataSource;
    private final OrderDocuments documents;
    private final Fallouts fallouts;

    Orders(DataSource dataSource, OrderDocuments documents, Fallouts fallouts) {
        this.dataSource = dataSource;
        this.documents = documents;
        this.fallouts = fallouts;
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
                            customer_id, external_reference, currency, exact_total, rounded_total, correlation_id, created_at,
                            updated_at, document)
                        values (?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
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
                        quote.totals().rounded().amount(),
                        quote.correlationId(),
                        order.createdAt(),
                        now,
                        documents.write(order))
                == 1;
    }

    /** Writes the order back with the rows of the fallouts that changed; the caller holds its lock. */
    void save(Order before, Order order, Instant now) {
        List<Fallout> cases = order.state().work().map(Fulfilment::fallouts).orElse(List.of());
        int rows = update(
                """
                update orders set version = ?, state = ?, open_fallouts = ?, fallouts = ?, updated_at = ?,
                    document = ?::jsonb
                where tenant_id = ? and id = ?""",
                order.version(),
                order.state().contractName(),
                (int) cases.stream().filter(Fallout::isOpen).count(),
                cases.size(),
                now,
                documents.write(order),
                order.tenant().value(),
                order.id().value());
        if (rows != 1) {
            throw new IllegalStateException("Order " + order.id() + " vanished under its lock");
        }
        fallouts.save(before, order);
    }

    /** A page of the tenant's orders, newest first. */
    public List<OrderSummary> list(TenantId tenant, Filter filter) {
        StringBuilder sql = new StringBuilder(SUMMARIES);
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
        return query(sql + " order by id desc limit ?", Orders::summary, values.toArray());
    }

    private Optional<Order> one(String sql, Object... values) {
        return query(sql, this::order, values).stream().findFirst();
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reading.read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Orders could not be read", e);
        }
    }

    private Order order(ResultSet row) throws SQLException {
        return documents.read(
                new OrderId(row.getObject("id", UUID.class)),
                new TenantId(row.getString("tenant_id")),
                row.getLong("version"),
                instant(row, "created_at"),
                row.getString("document"));
    }

    private static OrderSummary summary(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new OrderSummary(
                new OrderId(row.getObject("id", UUID.class)),
                row.getLong("version"),
                row.getString("state"),
                row.getInt("open_fallouts"),
                new QuoteId(row.getObject("quote_id", UUID.class)),
                row.getInt("quote_revision"),
                new CustomerId(row.getString("customer_id")),
                Optional.ofNullable(row.getString("external_reference")),
                new Totals(
                        new Money(row.getBigDecimal("exact_total"), currency),
                        new Money(row.getBigDecimal("rounded_total"), currency)),
                row.getObject("correlation_id", UUID.class),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
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
