package io.cpqoms.order.lifecycle;

import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.decision.Decision;
import io.cpqoms.order.decomposition.CatalogSnapshots;
import io.cpqoms.order.lifecycle.OrderEvent.OrderCreated;
import io.cpqoms.values.Cause;
import io.cpqoms.values.Ids;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only writer of orders: lock, decide, evolve, save and tell, in one transaction. */
@ApplicationScoped
public class OrderCommandHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OrderCommandHandler.class);

    private final Orders orders;
    private final AcceptedQuotes acceptedQuotes;
    private final CatalogSnapshots catalogs;
    private final OrderFacts facts;
    private final Ids ids;

    OrderCommandHandler(
            Orders orders, AcceptedQuotes acceptedQuotes, CatalogSnapshots catalogs, OrderFacts facts, Ids ids) {
        this.orders = orders;
        this.acceptedQuotes = acceptedQuotes;
        this.catalogs = catalogs;
        this.facts = facts;
        this.ids = ids;
    }

    /** Lets the order, locked, decide about a command, and keeps and tells what comes of it. */
    @Transactional
    public Outcome handle(TenantId tenant, OrderId id, ExpectedVersion expected, OrderCommand command, Cause asked) {
        Optional<Order> locked = orders.lock(tenant, id);
        if (locked.isEmpty()) {
            return new Outcome.Refused(new OrderProblem.UnknownOrder(id));
        }
        Order order = locked.get();
        Cause cause = asked.notBefore(order.changedAt());
        expected.require(order.version());
        OrderSituation situation = new OrderSituation(
                () -> catalogs.get(
                        tenant, order.quote().catalogVersionId(), order.quote().products()),
                cause.at());
        return switch (OrderTransitions.TABLE.decide(order, command, situation)) {
            case Decision.Refused(var problem) -> new Outcome.Refused(problem);
            case Decision.Stands() -> new Outcome.Done(order);
            case Decision.Accepted(var events) -> {
                Order after = order.evolve(events, cause.at());
                orders.save(order, after);
                facts.happened(events, after, cause);
                LOG.atDebug()
                        .addKeyValue("orderId", after.id())
                        .addKeyValue("version", after.version())
                        .addKeyValue("state", after.state().contractName())
                        .log("order transition");
                yield new Outcome.Done(after);
            }
        };
    }

    /** The one order of an accepted quote revision; the unique constraint decides who of several callers creates it. */
    @Transactional
    public Outcome createFromQuote(TenantId tenant, QuoteId quoteId, int revision, Cause cause) {
        Optional<Order> existing = orders.ofQuote(tenant, quoteId, revision);
        if (existing.isPresent()) {
            return new Outcome.Done(existing.get());
        }
        Optional<AcceptedQuote> quote = acceptedQuotes.get(tenant, quoteId, revision);
        if (quote.isEmpty()) {
            return new Outcome.Refused(new OrderProblem.QuoteNotKnown(quoteId, revision));
        }
        OrderCreated created = new OrderCreated(quote.get());
        Order order = Order.created(new OrderId(ids.next()), tenant, created, cause);
        if (!orders.add(order)) {
            return new Outcome.Done(orders.ofQuote(tenant, quoteId, revision).orElseThrow());
        }
        facts.happened(List.of(created), order, cause);
        return new Outcome.Created(order);
    }
}
