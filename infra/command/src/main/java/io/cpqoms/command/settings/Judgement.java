package io.cpqoms.command.settings;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.SmallRyeConfig;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges each setting by its bounds, then those that depend on each other; then tells of names that nobody reads. */
final class Judgement {

    private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);

    private final List<Complaint> complaints = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final Given given;
    private final SmallRyeConfig converters;
    private final List<Setting> settings;

    private Judgement(Collection<ConfigClass> mappings, ConfigSourceInterceptorContext sources, ClassLoader loader) {
        this.given = new Given(sources, complaints, doubts);
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
        new UnknownNames(judgement.settings, groups, beginnings, judgement.given).tell();
        judgement.warn();
        if (!judgement.complaints.isEmpty()) {
            throw new ConfigurationException(judgement.refusal());
        }
    }

    /** The log keeps it until it is set up, or until a start that is refused ends. */
    private void warn() {
        if (!doubts.isEmpty()) {
            LOG.atWarn().addKeyValue("names", String.join("; ", doubts)).log("something is set that nothing reads");
        }
    }

    private static Optional<SettingsRule> rule(ConfigClass mapping) {
        JudgedBy judgedBy = mapping.getType().getAnnotation(JudgedBy.class);
        if (judgedBy == null) {
            return Optional.empty();
        }
        try {
            Constructor<? extends SettingsRule> constructor = judgedBy.value().getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    judgedBy.value() + ", which judges " + mapping.getPrefix() + ", can't be made", e);
        }
    }

    private void judge(Setting setting) {
        if (setting.isOfMany()) {
            return;
        }
        Optional<String> text = given.text(setting.name());
        if (text.isEmpty()) {
            if (!setting.optional() && given.namesUnder(setting.name() + "[").isEmpty()) {
                given.refuse(setting.name(), setting.needs());
            }
            return;
        }
        Optional<Object> value = setting.read(text.get(), converters);
        if (value.isEmpty() || !setting.bounds().hold(value.get())) {
            given.refuse(setting.name(), setting.needs());
        } else {
            given.keep(setting.name(), value.get());
        }
    }

    /** One that is wrong by itself is told of already; of two, the one that somebody gave is wrong, and not a default. */
    private void compare(Setting setting) {
        Below below = setting.below().orElse(null);
        if (below == null) {
            return;
        }
        Object value = given.value(setting.name(), Object.class).orElse(null);
        Object other = given.value(below.value(), Object.class).orElse(null);
        if (value == null || other == null || !Bounds.haveSizes(value, other)) {
            return;
        }
        int compared = Bounds.compare(value, other);
        if (compared < 0 || (compared == 0 && below.orEqual())) {
            return;
        }
        if (given.isGiven(setting.name()) || !given.isGiven(below.value())) {
            given.refuse(
                    setting.name(), (below.orEqual() ? "to be at most " : "to be less than ") + its(below.value()));
        } else {
            given.refuse(
                    below.value(), (below.orEqual() ? "to be at least " : "to be more than ") + its(setting.name()));
        }
    }

    private String its(String name) {
        return name + " (" + Names.variable(name) + "), which is " + given.is(name);
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
