package io.cpqoms.command.settings;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is given, by all sources together, before anything is made of it; and what was found to be wrong with it. */
final class Given implements GivenSettings {

    private static final String ENVIRONMENT = "EnvConfigSource";
    private static final String SYSTEM_PROPERTIES = "SysPropConfigSource";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.\"-]+)");

    private final ConfigSourceInterceptorContext sources;
    private final List<Complaint> complaints;
    private final NavigableSet<String> names = new TreeSet<>();

    Given(ConfigSourceInterceptorContext sources, List<Complaint> complaints) {
        this.sources = sources;
        this.complaints = complaints;
        sources.iterateNames().forEachRemaining(name -> names.add(Names.withoutProfile(name)));
    }

    Set<String> names() {
        return names;
    }

    @Override
    public Optional<String> text(String name) {
        ConfigValue value = sources.proceed(name);
        return value == null || value.hasProblems()
                ? Optional.empty()
                : Optional.ofNullable(value.getValue()).filter(text -> !text.isBlank());
    }

    @Override
    public SortedSet<String> namesUnder(String beginning) {
        return new TreeSet<>(names.tailSet(beginning, true).stream()
                .takeWhile(name -> name.startsWith(beginning))
                .toList());
    }

    @Override
    public void refuse(String name, String needs) {
        complaints.add(new Complaint(name, is(name), needs));
    }

    /** What was given and where, such as {@code PT0.1S (environment variable CPQ_…)}. */
    String is(String name) {
        ConfigValue value = sources.proceed(name);
        if (value == null) {
            return "not given";
        }
        if (value.hasProblems()) {
            return value.getRawValue() + " (" + place(name, value) + "), of which a part is not given";
        }
        String text = value.getValue();
        if (text == null || text.isBlank()) {
            return "empty (" + place(name, value) + ")";
        }
        return (Names.isSecret(name) ? "not shown" : text) + " (" + place(name, value) + ")";
    }

    /** Where a name that may not be one is given; its value is not told, because it may be a secret under a mistyped name. */
    String place(String name) {
        ConfigValue value = sources.proceed(name);
        return value == null ? "an unknown source" : place(name, value);
    }

    /** Whether the name comes from a place that is this service's alone. */
    boolean isOwn(String name) {
        ConfigValue value = sources.proceed(name);
        return value == null || !(isVariable(name) || source(value).equals(SYSTEM_PROPERTIES));
    }

    boolean isVariable(String name) {
        ConfigValue value = sources.proceed(name);
        return value != null && source(value).startsWith(ENVIRONMENT);
    }

    /** All that values refer to, such as {@code CPQ_KAFKA} in <code>${CPQ_KAFKA:127.0.0.1:29092}</code>, as variables. */
    Set<String> variablesReferredTo() {
        return Expressions.withoutExpansion(() -> names.stream()
                .map(sources::proceed)
                .flatMap(value -> value == null || value.getValue() == null
                        ? List.<MatchResult>of().stream()
                        : REFERENCE.matcher(value.getValue()).results())
                .map(reference -> Names.variable(reference.group(1)))
                .collect(Collectors.toSet()));
    }

    private static String place(String name, ConfigValue value) {
        String source = source(value);
        String place = switch (source) {
            case ENVIRONMENT -> "environment variable " + Names.variable(name);
            case SYSTEM_PROPERTIES -> "system property " + name;
            default -> file(source);
        };
        String raw = value.getRawValue();
        return raw != null && REFERENCE.matcher(raw).find() ? "from " + raw + " in " + place : place;
    }

    /** The last part of the path of a file, or what else a source calls itself. */
    private static String file(String source) {
        if (source.startsWith("Default")) {
            return "the default";
        }
        String path = source.replaceFirst(".*\\[source=", "").replaceFirst("]$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String source(ConfigValue value) {
        @Nullable String source = value.getConfigSourceName();
        return source == null ? "Default" : source;
    }

    /** What this application is called, to begin a refusal with. */
    String service() {
        return text("quarkus.application.name").orElse("The service");
    }

    /** Nothing but converters, those that Quarkus brings too. */
    static SmallRyeConfig converters(ClassLoader loader) {
        return new io.smallrye.config.SmallRyeConfigBuilder()
                .forClassLoader(loader)
                .addDiscoveredConverters()
                .build();
    }
}
