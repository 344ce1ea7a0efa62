package io.cpqoms.quote.configuration;

import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Optional;

/**
 * What comes of choices.
 *
 * @param completed the choices with what rules and defaults added
 * @param breaches what is wrong with it; valid when there are none
 * @param repair the smallest change that makes it valid, where there is one and it was found
 * @param notApplied rules whose condition does not hold
 */
public record Answer(
        Configuration completed, List<Breach> breaches, Optional<Repair> repair, List<NotApplied> notApplied) {

    public Answer {
        breaches = List.copyOf(breaches);
        notApplied = List.copyOf(notApplied);
    }

    /** Whether it may be priced. */
    public boolean isValid() {
        return breaches.isEmpty();
    }

    /**
     * Something that is wrong.
     *
     * @param place where: empty at the product itself, otherwise the options that lead there, and then what it is about
     * @param rule the rule that is broken, where it is one of the catalog's
     * @param sentence what is wrong, for people
     */
    public record Breach(String place, Optional<String> rule, String sentence) {}

    /** A rule that was looked at and did not apply. */
    public record NotApplied(String place, String rule, String sentence) {}

    /**
     * The smallest change that satisfies all rules.
     *
     * @param proven whether nothing smaller or, of the same size, cheaper was left unseen
     * @param choices what to choose for it; completed, it is valid
     */
    public record Repair(List<Change> changes, boolean proven, Configuration choices) {

        public Repair {
            changes = List.copyOf(changes);
        }

        /** In a sentence. */
        public String words() {
            return String.join(", ", changes.stream().map(Change::words).toList());
        }
    }

    /** One choice that changes. */
    public sealed interface Change {

        String words();

        /** How many of an option there are; none where it goes. */
        record OfOption(String place, String groupId, ProductId productId, int from, int to, String words)
                implements Change {}

        /** The value of an attribute; none where it goes. */
        record OfAttribute(String place, String id, Optional<String> from, Optional<String> to, String words)
                implements Change {}
    }
}
