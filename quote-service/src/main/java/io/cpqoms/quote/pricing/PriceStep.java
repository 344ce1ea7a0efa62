package io.cpqoms.quote.pricing;

import io.cpqoms.values.Money;

/**
 * One step of a charge's waterfall; the amounts before {@code NET} add up to it.
 *
 * @param source where the figure comes from, with its version
 */
public record PriceStep(Kind step, Money amount, String reason, String source) {

    /** The steps, in the order in which they apply; what a bundle takes off belongs between volume and contract. */
    public enum Kind {
        LIST("list"),
        VOLUME("volume"),
        CONTRACT("contract"),
        MANUAL("manual"),
        NET("net");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As clients and stored documents call it. */
        public String label() {
            return label;
        }
    }

    /** A step that was looked at and changed nothing, or less than it could have. */
    public record NotApplied(Kind step, String reason) {}
}
