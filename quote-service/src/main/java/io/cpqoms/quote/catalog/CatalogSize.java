package io.cpqoms.quote.catalog;

import io.cpqoms.quote.catalog.CatalogOutcome.TooLarge;
import java.util.Optional;

/** How many products a catalog version has, and how many bytes it takes to tell of them. */
record CatalogSize(int products, long bytes) {

    static final int MOST_PRODUCTS = 50_000;

    /** What readers take in one publication; fifty thousand products of usual size need a quarter of it. */
    static final long MOST_BYTES = 64L << 20;

    /** The bound that is exceeded, if one is. */
    Optional<TooLarge> excess() {
        if (products > MOST_PRODUCTS) {
            return Optional.of(new TooLarge("A catalog version of %d products is too large; it has room for %d."
                    .formatted(products, MOST_PRODUCTS)));
        }
        return bytes > MOST_BYTES
                ? Optional.of(new TooLarge(
                        "Telling of this catalog version takes %d bytes; there is room for %d. Leave products out, or make it shorter."
                                .formatted(bytes, MOST_BYTES)))
                : Optional.empty();
    }
}
