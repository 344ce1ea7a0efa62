package io.cpqoms.quote.configuration;

/**
 * How much may still be looked at, shared by all searches of one request or one publication. It is counted and not measured, so the same
 * choices and the same catalog come to the same end on every machine. What counts is each part of a limit that is looked at once.
 */
public final class Effort {

    /** What a request may take: well below a second. */
    private static final long OF_A_REQUEST = 2_000_000;

    /** What one product may take at its publication. */
    private static final long OF_A_PRODUCT = 10_000_000;

    /** What all products of a version may take together. */
    private static final long OF_A_VERSION = 500_000_000;

    private long left;

    Effort(long left) {
        this.left = left;
    }

    /** What a request has. */
    public static Effort ofRequest() {
        return new Effort(OF_A_REQUEST);
    }

    /** What the publication of a version has. */
    public static Effort ofVersion() {
        return new Effort(OF_A_VERSION);
    }

    /** What one product has of it; whatever it took is to be spent here afterwards. */
    Effort ofProduct() {
        return new Effort(Math.min(left, OF_A_PRODUCT));
    }

    void spend(long parts) {
        left -= parts;
    }

    /** Takes what another one took. */
    void spend(Effort other, long had) {
        left -= had - other.left;
    }

    long left() {
        return left;
    }

    /** Whether nothing more may be looked at. */
    boolean isOver() {
        return left <= 0;
    }
}
