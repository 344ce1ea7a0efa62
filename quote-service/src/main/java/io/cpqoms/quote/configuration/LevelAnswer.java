package io.cpqoms.quote.configuration;

import io.cpqoms.quote.configuration.Answer.Breach;
import io.cpqoms.quote.configuration.Answer.Change;
import io.cpqoms.quote.configuration.Answer.NotApplied;
import io.cpqoms.quote.configuration.Search.Found;
import io.cpqoms.quote.configuration.Search.Weights;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What there is to say of the choices about one product, without those about its options. */
final class LevelAnswer {

    private final Completion completion;
    private final Level level;
    private final String place;
    private final Parts parts;

    /** @param place the options that lead to this product, each with a slash behind */
    LevelAnswer(Completion completion, String place, Parts parts) {
        this.completion = completion;
        this.level = completion.level();
        this.place = place;
        this.parts = parts;
    }

    List<Breach> breaches() {
        List<Breach> breaches = new ArrayList<>();
        for (int variable = 0; variable < level.options().size(); variable++) {
            if (isWrongNumber(variable)) {
                Option option = level.option(variable);
                breaches.add(breach(
                        "options." + option.productId(),
                        "There can be %d to %d of %s, not %d."
                                .formatted(
                                        Math.max(1, option.min()),
                                        option.max(),
                                        parts.name(option.productId()),
                                        completion.quantity(variable))));
            }
        }
        level.limits().stream()
                .filter(limit -> !limit.holds(completion.state()))
                .map(this::breach)
                .forEach(breaches::add);
        return breaches;
    }

    private Breach breach(Limit limit) {
        return switch (limit) {
            case Limit.OfGroup group ->
                breach(
                        "groups." + group.group().id(),
                        "%s: %s, not %d."
                                .formatted(
                                        group.group().name(), number(group.group()), group.chosen(completion.state())));
            case Limit.OfOption(var option, int variable) ->
                breach(
                        "options." + option.productId(),
                        parts.name(option.productId()) + " is always part of it and cannot be left out.");
            case Limit.OfAttribute(var attribute, int variable, var of) ->
                breach(
                        "attributes." + attribute.id(),
                        "%s must be %s."
                                .formatted(attribute.name(), attribute.domain().words()));
            case Limit.OfRule(var rule, var scope, var of) ->
                new Breach(place + "rules." + rule.id(), Optional.of(rule.id()), rule.sentence());
            case Limit.Wanted wanted -> throw new IllegalStateException("a question is no limit of the catalog");
        };
    }

    private static String number(OptionGroup group) {
        return group.min() == group.max()
                ? "exactly " + group.min() + " must be chosen"
                : group.min() + " to " + group.max() + " may be chosen";
    }

    private Breach breach(String where, String sentence) {
        return new Breach(place + where, Optional.empty(), sentence);
    }

    List<NotApplied> notApplied() {
        return level.configuration().rules().stream()
                .filter(rule -> !level.holds(rule.when(), completion.state()))
                .map(rule -> new NotApplied(place, rule.id(), rule.sentence()))
                .toList();
    }

    private boolean isWrongNumber(int variable) {
        int quantity = completion.quantity(variable);
        Option option = level.option(variable);
        return completion.state()[variable] == 1 && (quantity < Math.max(1, option.min()) || quantity > option.max());
    }

    /** The nearest valid state. */
    Optional<Found> repaired(Effort effort) {
        boolean[] users = new boolean[level.size()];
        BigDecimal[] prices = new BigDecimal[level.size()];
        for (int variable = 0; variable < level.size(); variable++) {
            users[variable] = completion.isUsers(variable);
            prices[variable] = level.isOption(variable) ? price(variable) : BigDecimal.ZERO;
        }
        return new Search(level, level.limits(), completion.state(), new Weights(users, prices), effort)
                .leaving(IntStream.range(0, level.options().size())
                        .filter(variable -> completion.state()[variable] == 0
                                && !parts.isQuotable(level.option(variable).productId())))
                .nearest();
    }

    private BigDecimal price(int variable) {
        Option option = level.option(variable);
        return parts.part(option.productId())
                .flatMap(Parts.Known::price)
                .orElse(BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(
                        completion.state()[variable] == 1 ? completion.quantity(variable) : option.usualQuantity()));
    }

    /** What a state means: how many of each option, and which value of each attribute. */
    record Target(List<Integer> quantities, List<Optional<String>> values) {}

    Target target(int[] to) {
        return new Target(
                IntStream.range(0, level.options().size())
                        .mapToObj(variable -> quantity(variable, to))
                        .toList(),
                level.configuration().attributes().stream()
                        .map(attribute -> Optional.ofNullable(level.value(attribute.id(), to)))
                        .toList());
    }

    private int quantity(int variable, int[] to) {
        if (to[variable] == 0) {
            return 0;
        }
        Option option = level.option(variable);
        int now = completion.state()[variable] == 1 ? completion.quantity(variable) : option.usualQuantity();
        return Math.clamp(now, Math.max(1, option.min()), option.max());
    }

    /** What must change to get there. */
    List<Change> changes(Target target) {
        return IntStream.range(0, level.size())
                .mapToObj(variable -> level.isOption(variable)
                        ? option(variable, target.quantities().get(variable))
                        : attribute(
                                variable,
                                target.values().get(variable - level.options().size())))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Change> option(int variable, int quantity) {
        Option option = level.option(variable);
        int from = completion.state()[variable] == 1 ? completion.quantity(variable) : 0;
        String name = parts.name(option.productId());
        return from == quantity
                ? Optional.empty()
                : Optional.of(new Change.OfOption(
                        place,
                        level.groupOf(variable),
                        option.productId(),
                        from,
                        quantity,
                        quantity == 0 ? "leave out " + name : "choose " + quantity + " × " + name));
    }

    private Optional<Change> attribute(int variable, Optional<String> value) {
        Attribute attribute = level.attribute(variable);
        Optional<String> from = Optional.ofNullable(level.value(attribute.id(), completion.state()));
        return from.equals(value)
                ? Optional.empty()
                : Optional.of(new Change.OfAttribute(
                        place,
                        attribute.id(),
                        from,
                        value,
                        value.map(text -> "set " + attribute.name() + " to " + text
                                        + attribute
                                                .unit()
                                                .map(unit -> " " + unit)
                                                .orElse(""))
                                .orElse("leave " + attribute.name() + " open")));
    }
}
