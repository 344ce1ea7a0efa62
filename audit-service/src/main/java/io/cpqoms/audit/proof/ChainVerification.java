package io.cpqoms.audit.proof;

import io.cpqoms.audit.trail.ChainHash;
import io.cpqoms.audit.trail.ChainHead;
import io.cpqoms.audit.trail.ChainedFact;
import java.util.Optional;

/**
 * Follows a chain from its beginning and stops at the first fact that does not fit.
 *
 * <p>Feed it every fact in the order of sequence numbers, then {@link #finish}. It remembers one link, so that a chain
 * of any length is verified in constant memory. What it cannot see is somebody who rewrites all links from a fact to the
 * head and the head with them; only a checkpoint kept elsewhere shows that.
 */
final class ChainVerification {

    private long checked;
    private ChainHash last = ChainHash.GENESIS;
    private Optional<BrokenLink> broken = Optional.empty();

    /** Looks at the next fact. @return whether it is worth going on */
    boolean follow(ChainedFact next) {
        broken = problemOf(next);
        if (broken.isPresent()) {
            return false;
        }
        checked++;
        last = next.hash();
        return true;
    }

    private Optional<BrokenLink> problemOf(ChainedFact next) {
        long expected = checked + 1;
        if (next.sequence() > expected) {
            return broken(
                    expected,
                    BrokenLink.Kind.REMOVED,
                    "Fact " + expected + " is missing: after fact " + checked + " comes fact " + next.sequence() + ".");
        }
        if (!next.previous().equals(last)) {
            return broken(
                    expected,
                    BrokenLink.Kind.REORDERED,
                    "Fact " + expected + " does not follow from the fact before it: it was moved or exchanged.");
        }
        if (!next.isUnchanged()) {
            return broken(
                    expected,
                    BrokenLink.Kind.CHANGED,
                    "Fact " + expected + " (" + next.fact().eventType()
                            + ") does not give its hash: its content was changed after it was recorded.");
        }
        return Optional.empty();
    }

    /** Compares what was followed with the recorded end of the chain. */
    ChainProof finish(ChainHead head) {
        if (broken.isEmpty()) {
            broken = problemAtEnd(head);
        }
        return new ChainProof(
                broken.isEmpty(), checked, head.sequence(), head.hash().hex(), broken);
    }

    private Optional<BrokenLink> problemAtEnd(ChainHead head) {
        if (checked < head.sequence()) {
            return broken(
                    checked + 1,
                    BrokenLink.Kind.REMOVED,
                    "Fact " + (checked + 1) + " is missing: the chain ends before its head, which is fact "
                            + head.sequence() + ".");
        }
        if (checked > head.sequence()) {
            return broken(
                    head.sequence() + 1,
                    BrokenLink.Kind.ADDED,
                    "Fact " + (head.sequence() + 1)
                            + " lies behind the head of the chain: it was not appended by the service.");
        }
        if (!last.equals(head.hash())) {
            return broken(
                    checked,
                    BrokenLink.Kind.CHANGED,
                    "Fact " + checked + " does not give the hash that the head of the chain holds: it was exchanged.");
        }
        return Optional.empty();
    }

    private static Optional<BrokenLink> broken(long sequence, BrokenLink.Kind kind, String explanation) {
        return Optional.of(new BrokenLink(sequence, kind, explanation));
    }
}
