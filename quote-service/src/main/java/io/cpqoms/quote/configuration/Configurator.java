package io.cpqoms.quote.configuration;

import io.cpqoms.quote.configuration.Answer.Breach;
import io.cpqoms.quote.configuration.Answer.Change;
import io.cpqoms.quote.configuration.Answer.NotApplied;
import io.cpqoms.quote.configuration.Answer.Repair;
import io.cpqoms.quote.configuration.Configuration.Origin;
import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.quote.configuration.Configuration.Value;
import io.cpqoms.quote.configuration.LevelAnswer.Target;
import io.cpqoms.quote.configuration.Search.Found;
import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Completes choices about a product, says what is wrong with them and what would mend it. Pure: the same choices and the same catalog give the
 * same answer. A bundle in a bundle is looked at on its own, as no rule reaches from one into the other.
 */
public final class Configurator {

    private final Parts parts;

    public Configurator(Parts parts) {
        this.parts = parts;
    }

    /**
     * The choices as they are taken back from or added to, completed; for who needs nothing else.
     *
     * @throws TooManyParts when that comes to more than anything has room for
     */
    public Configuration complete(ProductConfiguration configuration, Configuration choices) {
        return build(configuration, choices, 1, new Room());
    }

    /**
     * Everything there is to say.
     *
     * @throws TooManyParts when the completed choices are more than anything has room for
     */
    public Answer answer(ProductConfiguration configuration, Configuration choices) {
        return answer(configuration, choices, Effort.ofRequest());
    }

    /**
     * The same as one of several answers to one request.
     *
     * @param effort what is left for all of them to look for repairs
     */
    public Answer answer(ProductConfiguration configuration, Configuration choices, Effort effort) {
        List<Breach> breaches = new ArrayList<>();
        List<NotApplied> notApplied = new ArrayList<>();
        Configuration completed = complete(configuration, choices);
        look(configuration, choices, "", 1, (completion, level) -> {
            breaches.addAll(level.breaches());
            notApplied.addAll(level.notApplied());
        });
        Optional<Repair> repair = breaches.isEmpty() ? Optional.empty() : repair(configuration, choices, effort);
        return new Answer(completed, breaches, repair, notApplied);
    }

    /** What is wrong with it; nothing more is looked for. */
    public List<Breach> breaches(ProductConfiguration configuration, Configuration choices) {
        List<Breach> breaches = new ArrayList<>();
        look(configuration, choices, "", 1, (completion, level) -> breaches.addAll(level.breaches()));
        return breaches;
    }

    private Optional<Repair> repair(ProductConfiguration configuration, Configuration choices, Effort effort) {
        return repair(configuration, choices, "", 1, effort)
                // Defaults of a bundle that the repair brings in are of the catalog's making; nobody is told of a
                // repair that is none.
                .filter(repair -> isValid(configuration, repair.choices()));
    }

    private boolean isValid(ProductConfiguration configuration, Configuration choices) {
        try {
            complete(configuration, choices);
            return breaches(configuration, choices).isEmpty();
        } catch (TooManyParts tooMany) {
            return false;
        }
    }

    private Optional<Repair> repair(
            ProductConfiguration configuration, Configuration choices, String place, int depth, Effort effort) {
        Completion completion = completion(configuration, choices);
        LevelAnswer level = new LevelAnswer(completion, place, parts);
        Optional<Found> nearest = level.repaired(effort);
        if (nearest.isEmpty()) {
            return Optional.empty();
        }
        Target to = level.target(nearest.get().state());
        List<Change> changes = new ArrayList<>(level.changes(to));
        boolean proven = nearest.get().proven();
        Configuration pinned = pinned(configuration, choices.chosen(), to);
        List<Part> mended = new ArrayList<>();
        for (Part part : pinned.options()) {
            Optional<ProductConfiguration> below = configurable(part.productId(), depth);
            if (part.quantity() == 0 || below.isEmpty()) {
                mended.add(part);
                continue;
            }
            Optional<Repair> repair =
                    repair(below.get(), below(part), place + part.productId() + "/", depth + 1, effort);
            if (repair.isEmpty()) {
                return Optional.empty();
            }
            changes.addAll(repair.get().changes());
            proven &= repair.get().proven();
            mended.add(with(part, repair.get().choices()));
        }
        return Optional.of(new Repair(changes, proven, new Configuration(pinned.attributes(), mended)));
    }

    /**
     * The choices whose completion is the wanted state: what changes is chosen, and so is whatever would not come by itself any more. Each round
     * chooses more, so it ends.
     */
    private Configuration pinned(ProductConfiguration configuration, Configuration chosen, Target to) {
        Configuration choices = chosen;
        while (true) {
            List<Change> left = new LevelAnswer(completion(configuration, choices), "", parts).changes(to);
            if (left.isEmpty()) {
                return choices;
            }
            choices = with(choices, left);
        }
    }

    private static Configuration with(Configuration choices, List<Change> changes) {
        Map<String, Value> values = choices.attributes().stream()
                .collect(Collectors.toMap(Value::id, Function.identity(), (a, b) -> b, LinkedHashMap::new));
        Map<ProductId, Part> options = choices.options().stream()
                .collect(Collectors.toMap(Part::productId, Function.identity(), (a, b) -> b, LinkedHashMap::new));
        for (Change change : changes) {
            switch (change) {
                case Change.OfAttribute value ->
                    values.put(value.id(), new Value(value.id(), value.to().orElse(""), Origin.USER));
                case Change.OfOption option ->
                    options.put(
                            option.productId(),
                            new Part(
                                    option.groupId(),
                                    option.productId(),
                                    option.to(),
                                    Origin.USER,
                                    Optional.ofNullable(options.get(option.productId()))
                                            .flatMap(Part::configuration)));
            }
        }
        return new Configuration(List.copyOf(values.values()), List.copyOf(options.values()));
    }

    @FunctionalInterface
    private interface Look {
        void at(Completion completion, LevelAnswer level);
    }

    private void look(ProductConfiguration configuration, Configuration choices, String place, int depth, Look look) {
        Completion completion = completion(configuration, choices);
        look.at(completion, new LevelAnswer(completion, place, parts));
        for (Part part : own(completion, choices).ownParts().toList()) {
            configurable(part.productId(), depth)
                    .ifPresent(below -> look(below, below(part), place + part.productId() + "/", depth + 1, look));
        }
    }

    /** What is left of what a configuration may come to; bundles in bundles multiply, so it is counted before they are built. */
    private static final class Room {

        private int parts = ProductConfiguration.MOST_PARTS;
        private int choices = ProductConfiguration.MOST_CHOICES;

        void take(Configuration own) {
            parts -= (int) own.ownParts().count();
            choices -= own.attributes().size() + own.options().size();
            if (parts < 1 || choices < 0) {
                throw new TooManyParts();
            }
        }
    }

    private Configuration build(ProductConfiguration configuration, Configuration choices, int depth, Room room) {
        Configuration own = own(completion(configuration, choices), choices);
        room.take(own);
        return new Configuration(
                own.attributes(),
                own.options().stream()
                        .map(part -> new Part(
                                part.groupId(),
                                part.productId(),
                                part.quantity(),
                                part.origin(),
                                part.quantity() == 0
                                        ? Optional.empty()
                                        : configurable(part.productId(), depth)
                                                .map(below -> build(below, below(part), depth + 1, room))))
                        .toList());
    }

    /** The completed choices about one product; those about its options are as they were. */
    private static Configuration own(Completion completion, Configuration choices) {
        Level level = completion.level();
        Map<ProductId, Part> chosen =
                choices.options().stream().collect(Collectors.toMap(Part::productId, Function.identity(), (a, b) -> b));
        List<Value> values = new ArrayList<>();
        List<Part> options = new ArrayList<>();
        for (Attribute attribute : level.configuration().attributes()) {
            int variable = level.variable(attribute.id());
            String value = level.value(attribute.id(), completion.state());
            if (value != null || completion.isUsers(variable)) {
                values.add(new Value(attribute.id(), value == null ? "" : value, completion.origin(variable)));
            }
        }
        for (int variable = 0; variable < level.options().size(); variable++) {
            boolean isPart = completion.state()[variable] == 1;
            if (isPart || completion.isUsers(variable)) {
                ProductId product = level.option(variable).productId();
                options.add(new Part(
                        level.groupOf(variable),
                        product,
                        isPart ? completion.quantity(variable) : 0,
                        completion.origin(variable),
                        Optional.ofNullable(chosen.get(product)).flatMap(Part::configuration)));
            }
        }
        return new Configuration(values, options);
    }

    private Completion completion(ProductConfiguration configuration, Configuration choices) {
        parts.expect(configuration.products());
        return Completion.of(configuration, choices.chosen());
    }

    /** What comes of one product while nobody chooses, without what comes of its parts; for publication, which has no parts yet. */
    static Configuration usual(ProductConfiguration configuration) {
        return own(Completion.of(configuration, Configuration.NOTHING), Configuration.NOTHING);
    }

    private static Configuration below(Part part) {
        return part.configuration().orElse(Configuration.NOTHING);
    }

    private static Part with(Part part, Configuration below) {
        return new Part(part.groupId(), part.productId(), part.quantity(), part.origin(), Optional.of(below));
    }

    /** Publication refuses deeper bundles; whoever meets one all the same comes to an end. */
    private Optional<ProductConfiguration> configurable(ProductId product, int depth) {
        return depth < ProductConfiguration.MOST_LEVELS
                ? parts.part(product).flatMap(Parts.Known::configuration)
                : Optional.empty();
    }
}
