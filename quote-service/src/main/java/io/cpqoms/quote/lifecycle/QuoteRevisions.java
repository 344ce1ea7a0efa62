package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.values.Money;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The revisions of quotes: each kept when it is submitted, and as it was left when the next one begins. */
@ApplicationScoped
public class QuoteRevisions implements PanacheRepositoryBase<QuoteRevisionRow, QuoteRevisionRow.Key> {

    /** A revision of a quote by its number. */
    public Optional<QuoteRevision> get(Quote quote, int number) {
        return quote.revision() == number
                ? Optional.of(new QuoteRevision(quote, Optional.empty()))
                : find(
                                "quoteId = ?1 and revision = ?2 and tenantId = ?3",
                                quote.id().value(),
                                number,
                                quote.tenant().value())
                        .firstResultOptional()
                        .map(QuoteRevisions::read);
    }

    /**
     * The revisions of a quote, the present one first.
     *
     * @param below where the page before ended
     */
    public List<QuoteRevisionSummary> page(Quote quote, Optional<Integer> below, int limit) {
        Stream<QuoteRevisionSummary> present = below.isEmpty() || below.get() > quote.revision()
                ? Stream.of(new QuoteRevision(quote, Optional.empty()).summary())
                : Stream.empty();
        Stream<QuoteRevisionSummary> former = find(
                        "quoteId = ?1 and tenantId = ?2 and revision < ?3 order by revision desc",
                        quote.id().value(),
                        quote.tenant().value(),
                        Math.min(below.orElse(quote.revision()), quote.revision()))
                .project(QuoteRevisionColumns.class)
                .page(Page.ofSize(limit))
                .list()
                .stream()
                .map(QuoteRevisionColumns::summary);
        return Stream.concat(present, former).limit(limit).toList();
    }

    /** Keeps what these facts make final; needs the lock that the facts have. */
    void keep(Quote before, List<QuoteEvent> events, Quote after, Instant at) {
        for (QuoteEvent event : events) {
            if (event instanceof QuoteEvent.QuoteSubmitted) {
                begin(after);
            }
            QuoteRevision.End.of(before, event, at).ifPresent(end -> end(before, end));
        }
    }

    /** Nobody can change the lines from here on; whatever becomes of the quote, what was submitted is kept. */
    private QuoteRevisionRow begin(Quote quote) {
        QuoteRevisionRow row = new QuoteRevisionRow();
        row.quoteId = quote.id().value();
        row.revision = quote.revision();
        row.tenantId = quote.tenant().value();
        row.currency = quote.currency();
        row.createdAt = quote.history().createdAt();
        row.createdBy = quote.history().createdBy();
        copy(quote, row);
        persist(row);
        return row;
    }

    /** The lines are as they were submitted; what was decided on them since, and to whom they were presented, is kept with them. */
    private void end(Quote former, QuoteRevision.End end) {
        QuoteRevisionRow row = findByIdOptional(key(former)).orElseGet(() -> begin(former));
        copy(former, row);
        row.endedIn = end.in();
        row.endedBy = end.no().by().orElse(null);
        row.reason = end.no().reason().orElse(null);
        row.revisedBy = end.next().by().orElse(null);
        row.revisionReason = end.next().reason().orElse(null);
        row.supersededAt = end.at();
    }

    private static void copy(Quote quote, QuoteRevisionRow row) {
        Optional<PricedQuote> price = quote.state().pricing();
        row.version = quote.version();
        row.state = quote.state().label();
        row.requestedBy = quote.state().requester().orElse(null);
        row.validUntil = quote.validUntil();
        row.lineCount = quote.lines().size();
        row.listTotal = price.flatMap(PricedQuote::list).map(Money::amount).orElse(null);
        row.exactTotal = price.map(priced -> priced.exact().amount()).orElse(null);
        row.roundedTotal = price.map(priced -> priced.rounded().amount()).orElse(null);
        row.document = QuoteDocuments.write(quote);
        row.changedAt = quote.history().changedAt();
    }

    private static QuoteRevisionRow.Key key(Quote quote) {
        return new QuoteRevisionRow.Key(quote.id().value(), quote.revision());
    }

    private static QuoteRevision read(QuoteRevisionRow row) {
        QuoteHistory history = new QuoteHistory(row.createdAt, row.createdBy, row.changedAt);
        Quote quote = QuoteDocuments.read(row.document, row.tenantId, row.version, history);
        return new QuoteRevision(quote, QuoteRevisionColumns.of(row).end());
    }
}
