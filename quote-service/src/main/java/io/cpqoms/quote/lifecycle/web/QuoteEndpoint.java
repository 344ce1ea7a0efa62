package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Causes;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.Fields;
import io.cpqoms.command.PermittedCommand;
import io.cpqoms.command.Problem;
import io.cpqoms.command.decision.Permission;
import io.cpqoms.quote.approval.ApprovalPolicy;
import io.cpqoms.quote.catalog.CatalogVersions;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.OfferDocuments;
import io.cpqoms.quote.lifecycle.Outcome;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteCommand;
import io.cpqoms.quote.lifecycle.QuoteCommandHandler;
import io.cpqoms.quote.lifecycle.QuoteConfig;
import io.cpqoms.quote.lifecycle.QuoteNames;
import io.cpqoms.quote.lifecycle.QuoteProblem;
import io.cpqoms.quote.lifecycle.QuoteSituation;
import io.cpqoms.quote.lifecycle.Quotes;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.Cause;
import io.cpqoms.values.Ids;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What every command of the quote's resources does: once per key, against the expected version, answered with the quote. */
@ApplicationScoped
class QuoteEndpoint {

    private final QuoteCommandHandler handler;
    private final Quotes quotes;
    private final CatalogVersions catalogs;
    private final OfferDocuments documents;
    private final ApprovalPolicy policy;
    private final Commands commands;
    private final QuoteConfig config;
    private final Causes causes;
    private final Caller caller;

    QuoteEndpoint(
            QuoteCommandHandler handler,
            Quotes quotes,
            CatalogVersions catalogs,
            OfferDocuments documents,
            ApprovalPolicy policy,
            Commands commands,
            QuoteConfig config,
            Causes causes,
            Caller caller) {
        this.handler = handler;
        this.quotes = quotes;
        this.catalogs = catalogs;
        this.documents = documents;
        this.policy = policy;
        this.commands = commands;
        this.config = config;
        this.causes = causes;
        this.caller = caller;
    }

    /** Opens a quote. */
    Response open(NewQuote body, Ids ids) {
        return commands.once(CommandRequest.of(caller, "quotes", body), () -> {
            TenantId tenant = caller.tenantId();
            Cause cause = causes.now();
            QuoteCommand.Open open = body.open(ids, cause.at().plus(config.validity()));
            PinnedCatalog catalog = quotable(tenant, open);
            Quote quote = done(handler.open(tenant, open, catalog, cause), true);
            return answer(CommandAnswer.created("/quotes/" + quote.id(), view(quote, cause.at())), quote);
        });
    }

    /** Opens a quote with the lines of another. */
    Response copy(String quoteId, Bodies.CopyBody body, Ids ids) {
        QuoteId source = id(quoteId);
        return commands.once(CommandRequest.of(caller, "quotes/" + source + "/copies", body), () -> {
            TenantId tenant = caller.tenantId();
            Cause cause = causes.now();
            Quote copied = present(quoteId);
            QuoteCommand.Open open = body.open(copied, ids, cause.at().plus(config.validity()));
            PinnedCatalog catalog = quotable(tenant, open);
            Quote quote = copied(handler.open(tenant, open, catalog, cause), copied);
            return answer(CommandAnswer.created("/quotes/" + quote.id(), view(quote, cause.at())), quote);
        });
    }

    /** Begins the next revision, which is valid as long as the client says, or as long as a new quote would be. */
    Response revise(String quoteId, CommandHeaders headers, Bodies.RevisionBody body) {
        return command(
                quoteId,
                headers,
                "revise",
                body,
                cause -> new QuoteCommand.Revise(
                        caller.actor().subject(),
                        Optional.ofNullable(body.reason()),
                        body.validUntil(cause.at().plus(config.validity()))));
    }

    /** Carries a command out on the quote of a path; the body is what the client sent, for telling repetitions from mistakes. */
    Response command(String quoteId, CommandHeaders headers, Object body, QuoteCommand command) {
        return command(quoteId, headers, QuoteNames.COMMANDS.of(command), body, command);
    }

    /** The same for a command whose operation says more than its name, such as which line it is for. */
    Response command(String quoteId, CommandHeaders headers, String operation, Object body, QuoteCommand command) {
        return command(quoteId, headers, operation, body, cause -> command);
    }

    private Response command(
            String quoteId,
            CommandHeaders headers,
            String operation,
            Object body,
            Function<Cause, QuoteCommand> command) {
        QuoteId id = id(quoteId);
        ExpectedVersion expected = ExpectedVersion.parse(headers.ifMatch);
        CommandRequest request = CommandRequest.of(caller, "quotes/" + id + "/" + operation, body);
        return commands.once(request, () -> {
            Cause cause = causes.now();
            Quote quote = done(handler.handle(caller.tenantId(), id, expected, command.apply(cause), cause), false);
            return answer(CommandAnswer.ok(view(quote, cause.at())), quote);
        });
    }

    /** The quote with what may be sent to it at this instant. */
    QuoteView view(Quote quote, Instant at) {
        PinnedCatalog catalog = catalog(quote);
        List<Permission<QuoteProblem>> permissions =
                quote.permissions(new QuoteSituation(() -> catalog, documents, policy, at));
        return QuoteView.of(
                quote, catalog, PermittedCommand.of(permissions, problem -> QuoteProblems.of(problem, false)));
    }

    /** The quote of a path as it is now. */
    Quote present(String quoteId) {
        return quotes.get(caller.tenantId(), id(quoteId))
                .orElseThrow(() -> Problem.notFound("quote", quoteId).asException());
    }

    /** An answer to a read: its version is the quote's, whatever of the quote was asked for. */
    Response read(Quote present, Object body) {
        return Response.ok(body)
                .header("ETag", ExpectedVersion.etag(present.version()))
                .header(Caller.CORRELATION_ID, present.correlationId())
                .build();
    }

    /** What the lines of a quote are sold from. */
    PinnedCatalog catalog(Quote quote) {
        return catalogs.pinned(quote.tenant(), quote.catalogVersionId(), QuoteLine.products(quote.lines()));
    }

    /** What the lines of two revisions of a quote are sold from; they pin the same version. */
    PinnedCatalog catalog(Quote one, Quote other) {
        return catalogs.pinned(
                one.tenant(),
                one.catalogVersionId(),
                QuoteLine.products(Stream.concat(one.lines().stream(), other.lines().stream())
                        .toList()));
    }

    static QuoteId id(String text) {
        return new QuoteId(Fields.pathId("quote", text));
    }

    private PinnedCatalog quotable(TenantId tenant, QuoteCommand.Open open) {
        CatalogVersionId id = open.catalogVersionId();
        return catalogs.quotable(tenant, id, QuoteLine.products(open.lines()))
                .orElseThrow(() -> Problem.invalidInput(
                                "catalogVersionId", "must name a published catalog version; " + id + " is none")
                        .asException());
    }

    private static Quote done(Outcome outcome, boolean manyLines) {
        return switch (outcome) {
            case Outcome.Done(var quote) -> quote;
            case Outcome.Refused(var problem) ->
                throw QuoteProblems.of(problem, manyLines).asException();
        };
    }

    private static Quote copied(Outcome outcome, Quote source) {
        if (outcome instanceof Outcome.Refused(QuoteProblem.UnquotableLines(var faults))) {
            throw QuoteProblems.uncopyable(faults, source).asException();
        }
        return done(outcome, true);
    }

    private static CommandAnswer answer(CommandAnswer answer, Quote quote) {
        return answer.withVersion(quote.version())
                .withHeader(Caller.CORRELATION_ID, quote.correlationId().toString());
    }
}
