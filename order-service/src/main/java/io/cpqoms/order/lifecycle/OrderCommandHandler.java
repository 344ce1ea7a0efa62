package io.cpqoms.order.lifecycle;

import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.order.decomposition.CatalogSnapshots;
import io.cpqoms.order.lifecycle.OrderEvent.OrderCreated;
import io.cpqoms.values.Ids;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only writer of orders: lock, decide, save and publish, in one transaction. */
@ApplicationScoped
public class OrderCommandHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OrderCommandHandler.class);

    private final Orders orders;
    private final AcceptedQuotes acceptedQuotes;
    private final CatalogSnapshots catalogs;
    private final OrderJournal journal;
    private final Ids ids;
    private final Clock clock;

    OrderCommandHandler(
            Orders orders,
            AcceptedQuotes acceptedQuotes,
            CatalogSnapshots catalogs,
            OrderJournal journal,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.acceptedQuotes = acceptedQuotes;
        this.catalogs = catalogs;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** The one order of an accepted quote revision; the unique constraint decides who of several callers creates it. */
    @Transactional
    public Outcome createFromQuote(TenantId tenant, QuoteId quoteId, int revision, Cause cause) {
        Optional<Order> existing = orders.ofQuote(tenant, quoteId, revision);
        if (existing.isPresent()) {
            return new Outcome.Done(existing.get());
        }
        Optional<AcceptedQuote> quote = acceptedQuotes.find(tenant, quoteId, revision);
        if (quote.isEmpty()) {
            return new Outcome.Refused(new OrderProblem.QuoteNotKnown(quoteId, revision));
        }
        Instant now = now();
        OrderCreated created = new OrderCreated(quote.get(), now);
        Order order = Order.created(new OrderId(ids.next()), created);
        if (!orders.insert(order, now)) {
            return new Outcome.Done(orders.ofQuote(tenant, quoteId, revision).orElseThrow());
        }
        journal.append(order, List.of(created), cause, now);
        return new Outcome.Created(order);
    }

    /** Works out the plan from the catalog version that the quote was made from. */
    @Transactional
    public Outcome decompose(TenantId tenant, OrderId id, ExpectedVersion expected, Cause cause) {
        return locked(tenant, id, expected, order -> {
            var catalog = order.quote().catalogVersionId();
            return catalogs.find(tenant, catalog)
                    .map(rules -> apply(order, new OrderCommand.Decompose(rules), cause))
                    .orElseGet(() -> new Outcome.Refused(new OrderProblem.CatalogNotKnown(catalog)));
        });
    }

    @Transactional
    public Outcome handle(TenantId tenant, OrderId id, ExpectedVersion expected, OrderCommand command, Cause cause) {
        return locked(tenant, id, expected, order -> apply(order, command, cause));
    }

    private Outcome locked(TenantId tenant, OrderId id, ExpectedVersion expected, Function<Order, Outcome> work) {
        Optional<Order> order = orders.lock(tenant, id);
        if (order.isEmpty()) {
            return new Outcome.Refused(new OrderProblem.UnknownOrder(id));
        }
        expected.require(order.get().version());
        return work.apply(order.get());
    }

    private Outcome apply(Order order, OrderCommand command, Cause cause) {
        Instant now = now();
        return switch (order.decide(command, now)) {
            case Decision.Refused(var problem) -> new Outcome.Refused(problem);
            case Decision.Stands() -> new Outcome.Done(order);
            case Decision.Accepted(var events) -> commit(order, events, cause, now);
        };
    }

    private Outcome commit(Order before, List<OrderEvent> events, Cause cause, Instant now) {
        Order after = before.evolve(events);
        orders.save(before, after, now);
        journal.append(after, events, cause, now);
        LOG.atDebug()
                .addKeyValue("orderId", after.id())
                .addKeyValue("version", after.version())
                .addKeyValue("state", after.state().contractName())
                .log("order transition");
        return new Outcome.Done(after);
    }

    /** Microseconds, which is what contracts and the database keep. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
