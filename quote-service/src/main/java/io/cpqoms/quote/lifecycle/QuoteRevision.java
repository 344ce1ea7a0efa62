package io.cpqoms.quote.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * A revision of a quote.
 *
 * @param quote the quote as this revision was submitted, or as it stands where nothing was submitted
 * @param end how it was superseded; nothing for the one that counts
 */
public record QuoteRevision(Quote quote, Optional<End> end) {

    /**
     * How a revision ended.
     *
     * @param in the state it stood in, or recalled or returned
     * @param by who said so, where somebody did
     */
    public record End(String in, Optional<String> by, Optional<String> reason, Instant at) {

        static Optional<End> of(Quote before, QuoteEvent event, Instant at) {
            return switch (event) {
                case QuoteEvent.QuoteReturned(var submission, var requester, var decision) ->
                    Optional.of(
                            new End("returned", Optional.of(decision.decidedBy()), Optional.of(decision.reason()), at));
                case QuoteEvent.QuoteRecalled(var submission, var by, var reason) ->
                    Optional.of(new End("recalled", Optional.of(by), reason, at));
                case QuoteEvent.QuoteRevised(var former, var by, var reason, var until) ->
                    Optional.of(new End(
                            former,
                            no(before.state()).map(No::by),
                            no(before.state()).map(No::reason),
                            at));
                default -> Optional.empty();
            };
        }

        private record No(String by, String reason) {}

        /** The no that a state stands for. */
        private static Optional<No> no(QuoteState state) {
            return switch (state) {
                case QuoteState.Rejected rejected ->
                    Optional.of(new No(
                            rejected.decision().decidedBy(), rejected.decision().reason()));
                case QuoteState.Declined(var offer, var refusal) -> Optional.of(new No(refusal.by(), refusal.reason()));
                case QuoteState.Withdrawn(var offer, var refusal) ->
                    Optional.of(new No(refusal.by(), refusal.reason()));
                default -> Optional.empty();
            };
        }
    }

    public int number() {
        return quote.revision();
    }

    /** What became of it: superseded, or the state of the quote. */
    public String state() {
        return end.isPresent() ? "superseded" : quote.state().label();
    }
}
