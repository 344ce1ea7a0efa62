package io.cpqoms.quote.lifecycle;

import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.database.RowScopes;
import io.cpqoms.values.Actor;
import io.cpqoms.values.Cause;
import io.cpqoms.values.Ids;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time does to quotes: ends those whose validity is over, a bounded number at a time and each by its own command. Several instances may sweep at once; the row lock lets one of them through and the other finds the command illegal.
 */
@ApplicationScoped
class QuoteSweep {

    private static final Logger LOG = LoggerFactory.getLogger(QuoteSweep.class);
    private static final Actor SWEEP = Actor.service("quote-expiry");

    private final Quotes quotes;
    private final QuoteCommandHandler handler;
    private final RowScopes scopes;
    private final QuoteConfig config;
    private final Clock clock;
    private final Ids ids;

    QuoteSweep(Quotes quotes, QuoteCommandHandler handler, RowScopes scopes, QuoteConfig config, Clock clock, Ids ids) {
        this.quotes = quotes;
        this.scopes = scopes;
        this.handler = handler;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    @Scheduled(
            identity = "expire-quotes",
            every = "${cpq.quote.expiry.interval:PT30S}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (Quotes.Due due :
                scopes.acrossTenants(() -> quotes.due(now, config.expiry().batch()))) {
            expire(due, now);
        }
    }

    private void expire(Quotes.Due due, Instant now) {
        UUID command = ids.next();
        TenantId tenant = new TenantId(due.tenantId());
        try {
            scopes.ofTenant(
                    tenant,
                    () -> handler.handle(
                            tenant,
                            new QuoteId(due.quoteId()),
                            ExpectedVersion.any(),
                            new QuoteCommand.Expire(),
                            new Cause(SWEEP, command, command, now)));
        } catch (RuntimeException failure) {
            // One quote that fails must not keep the others from their end; the next sweep tries it again.
            LOG.atError()
                    .addKeyValue("quoteId", due.quoteId())
                    .setCause(failure)
                    .log("quote could not be expired");
        }
    }
}
