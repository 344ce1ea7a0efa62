package io.cpqoms.command.settings;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges each setting by its bounds, then those that depend on each other, then all names that are given. */
final class Judgement {

    private final List<Complaint> complaints = new ArrayList<>();
    private final Given given;
    private final SmallRyeConfig converters;
    private final List<Setting> settings;
    private final Map<String, Object> values = new HashMap<>();

    private Judgement(Collection<ConfigClass> mappings, ConfigSourceInterceptorContext sources, ClassLoader loader) {
        this.given = new Given(sources, complaints);
        this.converters = Given.converters(loader);
        this.settings = mappings.stream()
                .flatMap(mapping -> Setting.of(mapping).stream())
                .sorted(Comparator.comparing(Setting::name))
                .toList();
    }

    /** @throws ConfigurationException that names all wrong settings; Quarkus prints its message without a stack trace */
    static void over(Collection<ConfigClass> mappings, ConfigSourceInterceptorContext sources, ClassLoader loader) {
        if (mappings.isEmpty()) {
            return;
        }
        Judgement judgement = new Judgement(mappings, sources, loader);
        judgement.settings.forEach(judgement::judge);
        judgement.settings.forEach(judgement::compare);
        List<SettingsRule> rules =
                mappings.stream().flatMap(mapping -> rule(mapping).stream()).toList();
        rules.forEach(rule -> rule.judge(judgement.given));
        Set<String> beginnings = new HashSet<>();
        rules.forEach(rule -> beginnings.addAll(rule.alsoReads()));
        Set<String> groups = mappings.stream().map(ConfigClass::getPrefix).collect(Collectors.toSet());
        new UnknownNames(judgement.settings, groups, beginnings).refuseIn(judgement.given, judgement.complaints);
        if (!judgement.complaints.isEmpty()) {
            throw new ConfigurationException(judgement.refusal());
        }
    }

    private static Optional<SettingsRule> rule(ConfigClass mapping) {
        JudgedBy judgedBy = mapping.getType().getAnnotation(JudgedBy.class);
        if (judgedBy == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(judgedBy.value().getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    judgedBy.value() + ", which judges " + mapping.getPrefix() + ", can't be made", e);
        }
    }

    private void judge(Setting setting) {
        if (setting.name().contains("*")) {
            return;
        }
        Optional<String> text = given.text(setting.name());
        if (text.isEmpty()) {
            if (!setting.optional() && !isGivenInParts(setting)) {
                given.refuse(setting.name(), setting.needs());
            }
            return;
        }
        Optional<Object> value = setting.read(text.get(), converters);
        if (value.isEmpty() || !setting.bounds().hold(value.get())) {
            given.refuse(setting.name(), setting.needs());
        } else {
            values.put(setting.name(), value.get());
        }
    }

    private boolean isGivenInParts(Setting setting) {
        return setting.several() && !given.namesUnder(setting.name() + "[").isEmpty();
    }

    /** One that is wrong by itself is told of already. */
    private void compare(Setting setting) {
        Below below = setting.below().orElse(null);
        if (below == null) {
            return;
        }
        Object value = values.get(setting.name());
        Object other = values.get(below.value());
        if (value == null || other == null) {
            return;
        }
        int compared = Bounds.compare(value, other);
        if (compared > 0 || (compared == 0 && !below.orEqual())) {
            String relation = below.orEqual() ? "at most " : "less than ";
            given.refuse(
                    setting.name(),
                    "to be " + relation + below.value() + " (" + Names.variable(below.value()) + "), which is "
                            + given.is(below.value()));
        }
    }

    private String refusal() {
        String count = complaints.size() == 1 ? "a setting is wrong" : complaints.size() + " settings are wrong";
        return given.service() + " does not start: " + count + ". Nothing was connected or written.\n"
                + complaints.stream()
                        .sorted(Comparator.comparing(Complaint::name))
                        .map(Complaint::lines)
                        .collect(Collectors.joining());
    }
}
