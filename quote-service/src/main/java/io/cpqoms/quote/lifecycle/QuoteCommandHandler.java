package io.cpqoms.quote.lifecycle;

import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.approval.ApprovalPolicy;
import io.cpqoms.quote.catalog.CatalogVersions;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCreated;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.Cause;
import io.cpqoms.values.Ids;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only writer of quotes: lock → decide → save + outbox, in one transaction. */
@ApplicationScoped
public class QuoteCommandHandler {

    private static final Logger LOG = LoggerFactory.getLogger(QuoteCommandHandler.class);

    private final Quotes quotes;
    private final QuoteRevisions revisions;
    private final CatalogVersions catalogs;
    private final QuoteFacts facts;
    private final OfferDocuments documents;
    private final ApprovalPolicy policy;
    private final Ids ids;

    QuoteCommandHandler(
            Quotes quotes,
            QuoteRevisions revisions,
            CatalogVersions catalogs,
            QuoteFacts facts,
            OfferDocuments documents,
            ApprovalPolicy policy,
            Ids ids) {
        this.quotes = quotes;
        this.revisions = revisions;
        this.catalogs = catalogs;
        this.facts = facts;
        this.documents = documents;
        this.policy = policy;
        this.ids = ids;
    }

    /** Opens a quote on a catalog version that may be quoted now. */
    @Transactional
    public Outcome open(TenantId tenant, QuoteCommand.Open open, PinnedCatalog catalog, Cause cause) {
        return switch (OfferRules.open(open, catalog, cause.at())) {
            case Decision.Refused(var problem) -> new Outcome.Refused(problem);
            case Decision.Stands() -> throw new IllegalStateException("There is no quote that could stand");
            case Decision.Accepted(var events) -> {
                Quote created = Quote.created(new QuoteId(ids.next()), tenant, (QuoteCreated) events.getFirst(), cause);
                quotes.add(created);
                yield told(events, created, cause);
            }
        };
    }

    /** Carries a command out on an existing quote, unless the client has seen another version of it. */
    @Transactional
    public Outcome handle(TenantId tenant, QuoteId id, ExpectedVersion expected, QuoteCommand command, Cause asked) {
        Optional<Quote> locked = quotes.lock(tenant, id);
        if (locked.isEmpty()) {
            return new Outcome.Refused(new QuoteProblem.UnknownQuote(id));
        }
        Quote quote = locked.get();
        Cause cause = asked.notBefore(quote.history().changedAt());
        expected.require(quote.version());
        return switch (quote.decide(command, situation(quote, command, cause))) {
            case Decision.Refused(var problem) -> new Outcome.Refused(problem);
            case Decision.Stands() -> new Outcome.Done(quote);
            case Decision.Accepted(var events) -> {
                Quote after = quote.evolve(events, cause.at());
                quotes.save(after);
                revisions.keep(quote, events, after, cause.at());
                yield told(events, after, cause);
            }
        };
    }

    private QuoteSituation situation(Quote quote, QuoteCommand command, Cause cause) {
        return new QuoteSituation(
                () -> catalogs.pinned(quote.tenant(), quote.catalogVersionId(), products(quote, command)),
                documents,
                policy,
                cause.at());
    }

    /** What a decision about a line asks for is that line's product; any other asks for those of all lines. */
    private static List<ProductId> products(Quote quote, QuoteCommand command) {
        return switch (command) {
            case QuoteCommand.AddLine(var line) -> QuoteLine.products(List.of(line));
            case QuoteCommand.ChangeLine(var line) -> QuoteLine.products(List.of(line));
            default -> QuoteLine.products(quote.lines());
        };
    }

    private Outcome told(List<QuoteEvent> events, Quote after, Cause cause) {
        facts.happened(events, after, cause);
        LOG.atDebug()
                .addKeyValue("quoteId", after.id())
                .addKeyValue("version", after.version())
                .addKeyValue("state", after.state().label())
                .log("quote transition");
        return new Outcome.Done(after);
    }
}
