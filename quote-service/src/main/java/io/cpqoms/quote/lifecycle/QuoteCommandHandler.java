package io.cpqoms.quote.lifecycle;

import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.CatalogVersions;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCreated;
import io.cpqoms.values.Cause;
import io.cpqoms.values.Ids;
import io.cpqoms.values.QuoteId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only writer of quotes: lock → decide → save + outbox, in one transaction. */
@ApplicationScoped
public class QuoteCommandHandler {

    private static final Logger LOG = LoggerFactory.getLogger(QuoteCommandHandler.class);

    private final Quotes quotes;
    private final CatalogVersions catalogs;
    private final QuoteFacts facts;
    private final Ids ids;

    QuoteCommandHandler(Quotes quotes, CatalogVersions catalogs, QuoteFacts facts, Ids ids) {
        this.quotes = quotes;
        this.catalogs = catalogs;
        this.facts = facts;
        this.ids = ids;
    }

    /** Opens a quote on a catalog version that may be quoted now. */
    @Transactional
    public Outcome open(String tenantId, QuoteCommand.Open open, CatalogVersion catalog, Cause cause) {
        return switch (Quote.open(open, catalog, cause.at())) {
            case Decision.Refused(var problem) -> new Outcome.Refused(problem);
            case Decision.Accepted(var event) -> {
                Quote created =
                        Quote.created(new QuoteId(ids.next()), tenantId, cause.correlationId(), (QuoteCreated) event);
                quotes.add(created, cause.at());
                yield told(event, created, cause);
            }
        };
    }

    /** Carries a command out on an existing quote, unless the client has seen another version of it. */
    @Transactional
    public Outcome handle(QuoteRef ref, ExpectedVersion expected, QuoteCommand command, Cause cause) {
        Optional<Quote> locked = quotes.lock(ref.tenantId(), ref.id());
        if (locked.isEmpty()) {
            return new Outcome.Unknown(ref.id());
        }
        Quote quote = locked.get();
        expected.require(quote.version());
        CatalogVersion catalog = catalogs.pinned(quote.tenantId(), quote.catalogVersionId());
        return switch (quote.decide(command, catalog, cause.at())) {
            case Decision.Refused(var problem) -> new Outcome.Refused(problem);
            case Decision.Accepted(var event) -> {
                Quote after = quote.evolve(event);
                quotes.save(after, cause.at());
                yield told(event, after, cause);
            }
        };
    }

    private Outcome told(QuoteEvent event, Quote after, Cause cause) {
        facts.happened(event, after, cause);
        LOG.atDebug()
                .addKeyValue("quoteId", after.id())
                .addKeyValue("version", after.version())
                .addKeyValue("event", event.getClass().getSimpleName())
                .log("quote transition");
        return new Outcome.Done(after);
    }
}
