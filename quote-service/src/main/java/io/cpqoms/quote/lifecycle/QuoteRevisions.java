package io.cpqoms.quote.lifecycle;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The revisions of quotes: each frozen when it is submitted, and at the latest when the next one begins. */
@ApplicationScoped
public class QuoteRevisions implements PanacheRepositoryBase<QuoteRevisionRow, QuoteRevisionRow.Key> {

    /** A revision of a quote by its number. */
    public Optional<QuoteRevision> get(Quote quote, int number) {
        return quote.revision() == number
                ? Optional.of(new QuoteRevision(quote, Optional.empty()))
                : find(
                                "key.quoteId = ?1 and key.revision = ?2 and tenantId = ?3",
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
    public List<QuoteRevision> page(Quote quote, Optional<Integer> below, int limit) {
        Stream<QuoteRevision> present = below.isEmpty() || below.get() > quote.revision()
                ? Stream.of(new QuoteRevision(quote, Optional.empty()))
                : Stream.empty();
        Stream<QuoteRevision> former = find(
                        "key.quoteId = ?1 and tenantId = ?2 and key.revision < ?3 order by key.revision desc",
                        quote.id().value(),
                        quote.tenant().value(),
                        Math.min(below.orElse(quote.revision()), quote.revision()))
                .page(Page.ofSize(limit))
                .list()
                .stream()
                .map(QuoteRevisions::read);
        return Stream.concat(present, former).limit(limit).toList();
    }

    /** Keeps what these facts make final; needs the lock that the facts have. */
    void keep(Quote before, List<QuoteEvent> events, Quote after, Instant at) {
        for (QuoteEvent event : events) {
            if (event instanceof QuoteEvent.QuoteSubmitted) {
                freeze(after, at);
            }
            QuoteRevision.End.of(before, event, at).ifPresent(end -> end(before, end));
        }
    }

    private QuoteRevisionRow freeze(Quote quote, Instant at) {
        QuoteRevisionRow row = new QuoteRevisionRow();
        row.key = key(quote);
        row.tenantId = quote.tenant().value();
        row.version = quote.version();
        row.document = QuoteDocuments.write(quote);
        row.createdAt = quote.history().createdAt();
        row.createdBy = quote.history().createdBy();
        row.frozenAt = at;
        persist(row);
        return row;
    }

    /** A revision that was never submitted, or was before revisions were kept, is frozen as it is left. */
    private void end(Quote former, QuoteRevision.End end) {
        QuoteRevisionRow row = findByIdOptional(key(former)).orElseGet(() -> freeze(former, end.at()));
        row.endedIn = end.in();
        row.endedBy = end.by().orElse(null);
        row.reason = end.reason().orElse(null);
        row.supersededAt = end.at();
    }

    private static QuoteRevisionRow.Key key(Quote quote) {
        return new QuoteRevisionRow.Key(quote.id().value(), quote.revision());
    }

    private static QuoteRevision read(QuoteRevisionRow row) {
        Quote quote = QuoteDocuments.read(
                row.document, row.tenantId, row.version, new QuoteHistory(row.createdAt, row.createdBy, row.frozenAt));
        String endedIn = row.endedIn;
        Instant supersededAt = row.supersededAt;
        return new QuoteRevision(
                quote,
                endedIn == null || supersededAt == null
                        ? Optional.empty()
                        : Optional.of(new QuoteRevision.End(
                                endedIn,
                                Optional.ofNullable(row.endedBy),
                                Optional.ofNullable(row.reason),
                                supersededAt)));
    }
}
