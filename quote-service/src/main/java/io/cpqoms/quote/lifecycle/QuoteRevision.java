package io.cpqoms.quote.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * A revision of a quote.
 *
 * @param quote the quote as this revision was left, or as it stands where it is the present one
 * @param end how it was superseded; nothing for the one that counts
 */
public record QuoteRevision(Quote quote, Optional<End> end) {

    /**
     * How a revision ended.
     *
     * @param in the state it stood in, or recalled or returned
     * @param no who said the no that it ended with, and why
     * @param next who began the next revision, and why; nobody where the no did
     */
    public record End(String in, Said no, Said next, Instant at) {

        static Optional<End> of(Quote before, QuoteEvent event, Instant at) {
            return switch (event) {
                case QuoteEvent.QuoteReturned(var submission, var requester, var decision) ->
                    Optional.of(
                            new End("returned", Said.by(decision.decidedBy(), decision.reason()), Said.NOTHING, at));
                case QuoteEvent.QuoteRecalled(var submission, var by, var reason) ->
                    Optional.of(new End("recalled", new Said(Optional.of(by), reason), Said.NOTHING, at));
                case QuoteEvent.QuoteRevised(var former, var by, var reason, var until) ->
                    Optional.of(new End(former, no(before.state()), new Said(Optional.of(by), reason), at));
                default -> Optional.empty();
            };
        }

        /** The no that a state stands for. */
        private static Said no(QuoteState state) {
            return switch (state) {
                case QuoteState.Rejected rejected ->
                    Said.by(rejected.decision().decidedBy(), rejected.decision().reason());
                case QuoteState.Declined(var offer, var presentation, var refusal) ->
                    Said.by(refusal.by(), refusal.reason());
                case QuoteState.Withdrawn(var offer, var presentation, var refusal) ->
                    Said.by(refusal.by(), refusal.reason());
                default -> Said.NOTHING;
            };
        }
    }

    /** Who said something, and why, where somebody did. */
    public record Said(Optional<String> by, Optional<String> reason) {

        static final Said NOTHING = new Said(Optional.empty(), Optional.empty());

        static Said by(String subject, String reason) {
            return new Said(Optional.of(subject), Optional.of(reason));
        }
    }

    public int number() {
        return quote.revision();
    }

    /** What a list shows of it. */
    public QuoteRevisionSummary summary() {
        return new QuoteRevisionSummary(
                quote.revision(),
                quote.state().label(),
                end,
                quote.state().requester(),
                quote.validUntil(),
                quote.lines().size(),
                quote.state().pricing().map(QuoteRevisionSummary.Totals::of));
    }
}
