package io.cpqoms.testkit.fuzz;

import java.util.Optional;

/**
 * One request that is not as the document wants it, and what is known of the answer before it comes.
 *
 * @param twin a request whose answer must not differ but in the ids that it names
 * @param foreigner whether the other tenant asks, who may change what is his
 */
record FuzzCase(WireRequest request, Expected expected, Optional<WireRequest> twin, boolean foreigner) {

    FuzzCase(WireRequest request, Expected expected, Optional<WireRequest> twin) {
        this(request, expected, twin, false);
    }

    /**
     * @param refused whether it must be refused; anything but a failure is right otherwise
     * @param names the field that a refusal must name
     * @param bare whether HTTP itself is broken, so that the server may answer without words or hang up
     */
    record Expected(boolean refused, Optional<String> names, boolean bare) {}

    /** Anything but a failure is right. */
    static FuzzCase tolerated(WireRequest request) {
        return new FuzzCase(request, new Expected(false, Optional.empty(), false), Optional.empty());
    }

    static FuzzCase refused(WireRequest request) {
        return new FuzzCase(request, new Expected(true, Optional.empty(), false), Optional.empty());
    }

    static FuzzCase refusedAt(String field, WireRequest request) {
        return new FuzzCase(request, new Expected(true, Optional.of(field), false), Optional.empty());
    }

    /** What is no HTTP, or hardly any. */
    static FuzzCase bare(WireRequest request) {
        return new FuzzCase(request, new Expected(false, Optional.empty(), true), Optional.empty());
    }

    /** Answered exactly as the twin is, whatever that is. */
    static FuzzCase same(WireRequest request, WireRequest twin) {
        return new FuzzCase(request, new Expected(false, Optional.empty(), false), Optional.of(twin));
    }

    /** The same, asked by the other tenant. */
    FuzzCase byForeigner() {
        return new FuzzCase(request, expected, twin, true);
    }

    /** Refused, and exactly as the twin is. */
    static FuzzCase like(WireRequest request, WireRequest twin) {
        return new FuzzCase(request, new Expected(true, Optional.empty(), false), Optional.of(twin));
    }
}
