package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.workflow.engine.ExternalTaskHandler;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.WorkResult;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Asks quote-service, before anything is done that can't be undone, whether it knows the acceptance that began this process. A record on
 * the topic proves only that somebody may write there; that a revision is accepted, and for how much, its owner knows.
 */
@ApplicationScoped
class ConfirmAcceptance implements ExternalTaskHandler {

    /** Ordered as well: what is repaired after a loss may come here a second time. */
    private static final Set<String> ACCEPTED = Set.of("accepted", "ordered");

    private final DomainServices services;

    ConfirmAcceptance(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "confirm-acceptance";
    }

    @Override
    public List<String> variables() {
        return CommonVariables.and(ProcessVariables.ACCEPTED_TOTAL);
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        var quote = (BusinessKey.OfQuote) BusinessKey.parse(work.businessKey());
        return switch (services.read(work, DomainCommand.Service.QUOTE, "/quotes/" + quote.subjectId())) {
            case DomainAnswer.Accepted(JsonNode found) ->
                compared(
                        new Claim(quote.revision(), work.required(ProcessVariables.ACCEPTED_TOTAL)),
                        Claim.of(found),
                        found.path("state").asText());
            case DomainAnswer.Refused no ->
                notConfirmed(quote.revision(), work.required(ProcessVariables.ACCEPTED_TOTAL), no);
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }

    private static WorkResult compared(Claim told, Claim known, String state) {
        return ACCEPTED.contains(state) && told.equals(known)
                ? WorkResult.done()
                : new WorkResult.Stop(
                        "acceptance-not-confirmed: quote-service has the quote as %s, %s; the event says accepted, %s. No order was created."
                                .formatted(state, known, told));
    }

    private static WorkResult notConfirmed(int revision, String total, DomainAnswer.Refused no) {
        return new WorkResult.Stop(
                "acceptance-not-confirmed: quote-service says %s: %s; the event says accepted, %s. No order was created."
                        .formatted(no.slug(), no.detail(), new Claim(revision, total)));
    }

    /**
     * What somebody says was accepted. Both sides write an amount the same way, with the decimals of its currency, and
     * what is owed once before what is owed each period.
     */
    private record Claim(int revision, String total) {

        static Claim of(JsonNode quote) {
            return new Claim(
                    quote.path("revision").asInt(),
                    Owed.of(quote.path("totals")).toString());
        }

        @Override
        public String toString() {
            return "revision " + revision + " for " + total;
        }
    }
}
