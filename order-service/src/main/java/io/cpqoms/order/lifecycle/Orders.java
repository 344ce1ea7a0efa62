package io.cpqoms.order.lifecycle;

import io.cpqoms.command.ListPlace;
import io.cpqoms.command.ListSort;
import io.cpqoms.command.ListSorts;
import io.cpqoms.command.Narrowing;
import io.cpqoms.command.Range;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
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

    /** The orders that orders can be listed in; each has an index. */
    public static final ListSorts<OrderSummary> SORTS = new ListSorts<>(
            "id",
            List.of(
                    new ListSorts.Key<>("createdAt", "createdAt", OrderSummary::createdAt),
                    new ListSorts.Key<>("changedAt", "changedAt", OrderSummary::changedAt)));

    /**
     * What a list may be narrowed by; empty parts narrow nothing.
     *
     * @param states names of states in contracts
     */
    public record Filter(
            List<String> states,
            Optional<QuoteId> quoteId,
            Who who,
            Range<Instant> created,
            Range<Instant> changed,
            Optional<Total> total) {

        /** Whose it is, and by which names it is known. */
        public record Who(
                Optional<String> customerId, Optional<String> externalReference, Optional<String> createdBy) {}

        /** Totals can be compared within one currency only. */
        public record Total(String currency, Range<BigDecimal> amount) {}
    }

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

    /** One page; the same row is never on two pages unless it moved, because the next begins behind the last item's place. */
    public List<OrderSummary> page(
            TenantId tenant, Filter filter, ListSort<OrderSummary> sort, Optional<ListPlace> after, int limit) {
        Narrowing narrowing = Narrowing.to(tenant)
                .anyOf("state", filter.states())
                .equal("quoteId", filter.quoteId().map(QuoteId::value))
                .equal("customerId", filter.who().customerId())
                .equal("externalReference", filter.who().externalReference())
                .equal("createdBy", filter.who().createdBy())
                .in("createdAt", filter.created())
                .in("changedAt", filter.changed());
        filter.total()
                .ifPresent(total -> narrowing
                        .equal("currency", Optional.of(total.currency()))
                        .in("roundedTotal", total.amount()));
        Narrowing.Question question = narrowing.sorted(sort, after);
        return find(question.query(), question.values())
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
