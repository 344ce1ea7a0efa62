package io.cpqoms.audit.trail;

/** A fact at its place in its tenant's chain. */
public record ChainedFact(long sequence, AuditFact fact, ChainHash previous, ChainHash hash) {

    /** Whether the stored hash is the one that the stored content gives. */
    public boolean isUnchanged() {
        return hash.equals(previous.next(sequence, fact));
    }
}
