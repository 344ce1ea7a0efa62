package io.cpqoms.quote.pricing;

import io.cpqoms.values.Money;
import java.util.Locale;

/**
 * One step of a line's waterfall; the amounts before {@code NET} add up to it.
 *
 * @param source where the figure comes from, with its version
 */
public record PriceStep(Kind step, Money amount, String reason, String source) {

    /** The steps, in the order in which they apply. */
    public enum Kind {
        LIST,
        CONTRACT,
        MANUAL,
        NET;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
