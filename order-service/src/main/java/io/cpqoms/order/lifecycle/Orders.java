package io.cpqoms.order.lifecycle;

import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The orders of all tenants, one row each; every question names the tenant. */
@ApplicationScoped
public class Orders implements PanacheRepositoryBase<OrderRow, UUID> {

    private static final String BY_ID = "id = ?1 and tenantId = ?2";

    /** By hand, because the database decides here who of several callers is the first, and the others go on in their transaction. */
    private static final String ADD = """
            insert into orders (id, tenant_id, version, state, open_fallouts, fallouts, quote_id, quote_revision, customer_id,
                external_reference, currency, exact_total, rounded_total, correlation_id, created_at, created_by, updated_at,
                document)
            values (?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            on conflict (tenant_id, quote_id, quote_revision) do nothing""";

    private final DataSource dataSource;
    private final Fallouts worklist;

    Orders(DataSource dataSource, Fallouts worklist) {
        this.dataSource = dataSource;
        this.worklist = worklist;
    }

    /**
     * What a list may be narrowed by; empty parts narrow nothing.
     *
     * @param state a state's name in contracts
     */
    public record Filter(Optional<String> state, Optional<QuoteId> quoteId, Optional<OrderId> after) {}

    /** The order as it is now. */
    public Optional<Order> get(TenantId tenant, OrderId id) {
        return find(BY_ID, id.value(), tenant.value()).firstResultOptional().map(OrderDocuments::read);
    }

    /** The order, locked until the transaction ends; whoever writes it or tells of it holds this lock. */
    Optional<Order> lock(TenantId tenant, OrderId id) {
        return find(BY_ID, id.value(), tenant.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(OrderDocuments::read);
    }

    Optional<Order> ofQuote(TenantId tenant, QuoteId quote, int revision) {
        return find("tenantId = ?1 and quoteId = ?2 and quoteRevision = ?3", tenant.value(), quote.value(), revision)
                .firstResultOptional()
                .map(OrderDocuments::read);
    }

    /** One page, newest first; stable while orders are added, because ids grow with time. */
    public List<OrderSummary> page(TenantId tenant, Filter filter, int limit) {
        StringBuilder where = new StringBuilder("tenantId = :tenant");
        Parameters values = Parameters.with("tenant", tenant.value());
        filter.state().ifPresent(state -> {
            where.append(" and state = :state");
            values.and("state", state);
        });
        filter.quoteId().ifPresent(quote -> {
            where.append(" and quoteId = :quote");
            values.and("quote", quote.value());
        });
        filter.after().ifPresent(after -> {
            where.append(" and id < :after");
            values.and("after", after.value());
        });
        return find(where.append(" order by id desc").toString(), values)
                .project(OrderSummary.class)
                .page(Page.ofSize(limit))
                .list();
    }

    /**
     * Adds an order unless its quote revision has one. Waits for a twin that is being added at the same time.
     *
     * @return false when there is one already, visible to the next statement
     */
    boolean add(Order order) {
        AcceptedQuote quote = order.quote();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ADD)) {
            Statements.bind(
                    statement,
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
                    order.createdBy().orElse(null),
                    order.changedAt(),
                    OrderDocuments.ORDERS.write(order));
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The order could not be written", e);
        }
    }

    /** Writes the order back with the rows of the fallouts that changed; the caller holds its lock. */
    void save(Order before, Order after) {
        List<Fallout> cases = after.state().work().map(Fulfilment::fallouts).orElse(List.of());
        OrderRow row = findById(after.id().value());
        row.version = after.version();
        row.state = after.state().contractName();
        row.openFallouts = (int) cases.stream().filter(Fallout::isOpen).count();
        row.fallouts = cases.size();
        row.changedAt = after.changedAt();
        row.document = OrderDocuments.ORDERS.write(after);
        worklist.save(before, after);
    }
}
