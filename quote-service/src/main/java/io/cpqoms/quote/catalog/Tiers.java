package io.cpqoms.quote.catalog;

import io.cpqoms.values.Money;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What many units cost. Publication sees to it that the first tier begins at one and that each begins above the one before. */
public record Tiers(Kind kind, List<Tier> tiers) {

    public static final int MOST = 20;

    /** What a tier says about the units below it. */
    public enum Kind {
        /** All units cost what the tier says that the quantity reaches. */
        RANGE("range"),
        /** Each unit costs what the tier says that it lies in. */
        SLAB("slab");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** @throws IllegalArgumentException when nothing is called so */
        public static Kind of(String label) {
            return Stream.of(values())
                    .filter(kind -> kind.label.equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("tiers are range or slab"));
        }
    }

    public Tiers {
        tiers = List.copyOf(tiers);
    }

    /** What so many units cost together. */
    public Money of(Quantity quantity) {
        return kind == Kind.RANGE ? reached(quantity).unitPrice().times(quantity) : slabs(quantity);
    }

    /** The highest tier that a quantity reaches. */
    public Tier reached(Quantity quantity) {
        return tiers.stream()
                .filter(tier -> tier.from() <= quantity.value())
                .reduce((lower, higher) -> higher)
                .orElseThrow();
    }

    /** The first tier that a quantity does not reach. */
    public Optional<Tier> next(Quantity quantity) {
        return tiers.stream().filter(tier -> tier.from() > quantity.value()).findFirst();
    }

    private Money slabs(Quantity quantity) {
        Money sum = Money.zero(tiers.getFirst().unitPrice().currency());
        for (int place = 0; place < tiers.size(); place++) {
            int first = tiers.get(place).from();
            int last = place + 1 < tiers.size()
                    ? Math.min(quantity.value(), tiers.get(place + 1).from() - 1)
                    : quantity.value();
            if (last >= first) {
                sum = sum.plus(tiers.get(place).unitPrice().times(new Quantity(last - first + 1)));
            }
        }
        return sum;
    }
}
