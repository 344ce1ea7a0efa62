package io.cpqoms.quote.configuration;

import io.cpqoms.quote.configuration.Configuration.Origin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Completes choices about one product: what somebody chose stays as it is, whatever a rule says; what a rule implies comes before what is
 * usual; and what is usual is taken only where it fits, so that a choice of one's own in a full group takes the place of the default.
 */
final class Completion {

    private final Level level;
    private final int[] state;
    private final Origin[] origins;
    private final int[] quantities;

    private Completion(Level level) {
        this.level = level;
        this.state = new int[level.size()];
        this.origins = new Origin[level.size()];
        this.quantities = new int[level.size()];
        Arrays.fill(origins, Origin.DEFAULT);
    }

    /** Completes what somebody chose; all names in it are known. */
    static Completion of(ProductConfiguration configuration, Configuration chosen) {
        Map<String, String> values = new HashMap<>();
        chosen.attributes().forEach(value -> values.put(value.id(), value.value()));
        Completion completion = new Completion(new Level(configuration, values));
        completion.take(chosen);
        completion.takeWhatIsAlwaysPart();
        completion.imply();
        completion.takeDefaults();
        completion.imply();
        return completion;
    }

    /** What follows from choices by rules that imply, and nothing that is usual. */
    static Completion implied(Level level, Configuration chosen) {
        Completion completion = new Completion(level);
        completion.take(chosen);
        completion.imply();
        return completion;
    }

    private void take(Configuration chosen) {
        chosen.options().forEach(part -> {
            int variable = level.variable(part.productId());
            set(variable, part.quantity() > 0 ? 1 : 0, Origin.USER);
            quantities[variable] = part.quantity();
        });
        chosen.attributes()
                .forEach(value -> set(level.variable(value.id()), level.place(value.id(), value.value()), Origin.USER));
    }

    private void takeWhatIsAlwaysPart() {
        for (int variable = 0; variable < level.options().size(); variable++) {
            if (level.option(variable).min() > 0) {
                takeOption(variable, Origin.DEFAULT);
            }
        }
    }

    private void takeDefaults() {
        for (Attribute attribute : level.configuration().attributes()) {
            int variable = level.variable(attribute.id());
            if (state[variable] == 0 && !isUsers(variable)) {
                attribute
                        .defaultValue()
                        .ifPresent(value -> set(variable, level.place(attribute.id(), value), Origin.DEFAULT));
            }
        }
        for (int variable = 0; variable < level.options().size(); variable++) {
            if (level.option(variable).defaultQuantity() > 0 && state[variable] == 0 && fits(variable)) {
                takeOption(variable, Origin.DEFAULT);
            }
        }
    }

    /** Whether the group has room for the option and no exclusion forbids it; only limits that look at the option can tell. */
    private boolean fits(int variable) {
        boolean fits = true;
        for (Limit limit : level.limitsOf(variable)) {
            boolean before = hinders(limit);
            state[variable] = 1;
            fits &= before || !hinders(limit);
            state[variable] = 0;
        }
        return fits;
    }

    private boolean hinders(Limit limit) {
        return switch (limit) {
            case Limit.OfGroup group -> group.chosen(state) > group.group().max();
            case Limit.OfRule rule -> rule.rule().kind() == Rule.Kind.EXCLUDES && !rule.holds(state);
            default -> false;
        };
    }

    /** Applies rules until nothing more follows; each variable is set by a rule at most once, so it ends. */
    private void imply() {
        boolean again = true;
        while (again) {
            again = false;
            for (Rule rule : level.configuration().rules()) {
                if (rule.kind() == Rule.Kind.IMPLIES && level.holds(rule.when(), state)) {
                    again |= rule.then()
                            .leaves()
                            .map(leaf -> makeSo(leaf, Origin.rule(rule.id())))
                            .reduce(false, Boolean::logicalOr);
                }
            }
        }
    }

    private boolean makeSo(Condition leaf, Origin origin) {
        return switch (leaf) {
            case Condition.Selected(var option) -> {
                int variable = level.variable(option);
                yield state[variable] == 0 && takeOption(variable, origin);
            }
            case Condition.Compared(var attribute, var comparison, var value) -> {
                int variable = level.variable(attribute);
                yield origins[variable].by() == Configuration.By.DEFAULT
                        && level.place(attribute, value) != state[variable]
                        && set(variable, level.place(attribute, value), origin);
            }
            case Condition.All all -> false;
            case Condition.Any any -> false;
            case Condition.Not not -> false;
        };
    }

    private boolean takeOption(int variable, Origin origin) {
        if (isUsers(variable)) {
            return false;
        }
        quantities[variable] = level.option(variable).usualQuantity();
        return set(variable, 1, origin);
    }

    private boolean set(int variable, int value, Origin origin) {
        state[variable] = value;
        origins[variable] = origin;
        return true;
    }

    boolean isUsers(int variable) {
        return origins[variable].by() == Configuration.By.USER;
    }

    Level level() {
        return level;
    }

    int[] state() {
        return state;
    }

    Origin origin(int variable) {
        return origins[variable];
    }

    int quantity(int variable) {
        return quantities[variable];
    }
}
