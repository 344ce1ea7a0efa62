package io.cpqoms.quote.configuration;

import io.cpqoms.values.ProductId;

/**
 * A product that may become part of another.
 *
 * @param min how many there are at least; the product is always part of it when that is not zero
 * @param defaultQuantity how many there are while nobody says, if they fit
 */
public record Option(ProductId productId, int min, int max, int defaultQuantity) {

    /** How many there are when somebody wants it without saying how many. */
    int usualQuantity() {
        return Math.max(1, Math.max(min, defaultQuantity));
    }
}
