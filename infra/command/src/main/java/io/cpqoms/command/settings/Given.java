package io.cpqoms.command.settings;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.SmallRyeConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final String DEFAULTS = "Default";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.\"-]+)");
    private static final Pattern USER_OF_AN_ADDRESS = Pattern.compile("//\\S*@");

    private final ConfigSourceInterceptorContext sources;
    private final List<Complaint> complaints;
    private final List<String> doubts;
    private final SortedSet<String> names = new TreeSet<>();
    private final Map<String, Object> values = new HashMap<>();

    Given(ConfigSourceInterceptorContext sources, List<Complaint> complaints, List<String> doubts) {
        this.sources = sources;
        this.complaints = complaints;
        this.doubts = doubts;
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

    /** Keeps what the text of a setting became. */
    void keep(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public <T> Optional<T> value(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).filter(type::isInstance).map(type::cast);
    }

    @Override
    public SortedSet<String> namesUnder(String beginning) {
        String undashed = beginning.replace('-', '.');
        return names.stream()
                .filter(name -> name.replace('-', '.').startsWith(undashed))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void refuse(String name, String needs) {
        complaints.add(new Complaint(name, is(name), needs));
    }

    @Override
    public void refuseOneOf(List<String> dependent, String needs) {
        refuse(dependent.stream().filter(this::isGiven).findFirst().orElse(dependent.getFirst()), needs);
    }

    @Override
    public void doubtIfMistyped(String name, String end, Collection<String> known) {
        Set<String> variables = known.stream().map(Names::variable).collect(Collectors.toSet());
        if (Names.isMistyped(Names.variable(end), variables)) {
            String beginning = name.substring(0, name.length() - end.length());
            doubt(name, "did you mean " + beginning + Names.meant(end, known).getFirst() + "?");
        }
    }

    /** Tells of a name that may be a mistake, and says why. */
    void doubt(String name, String why) {
        ConfigValue value = sources.proceed(name);
        String place = value == null ? "another profile" : place(name, source(value));
        doubts.add((place.endsWith(name) || isVariable(name) ? place : name + " in " + place) + ": " + why);
    }

    /** What was given and where, such as {@code PT0.1S (environment variable CPQ_…)}. */
    String is(String name) {
        ConfigValue value = sources.proceed(name);
        if (value == null) {
            return "not given";
        }
        String place = " (" + origin(name, value) + ")";
        if (value.hasProblems()) {
            return "not known" + place + ": a part of it is not given";
        }
        String text = value.getValue();
        if (text == null || text.isBlank()) {
            return "empty" + place;
        }
        return (Names.isSecret(name)
                        ? "not shown"
                        : USER_OF_AN_ADDRESS.matcher(text).replaceAll("//***@"))
                + place;
    }

    /** Whether somebody gave it, so that it is not what the mapping says itself. */
    boolean isGiven(String name) {
        ConfigValue value = sources.proceed(name);
        return value != null && !source(value).startsWith(DEFAULTS);
    }

    boolean isInAFile(String name) {
        ConfigValue value = sources.proceed(name);
        return value == null || !(isVariable(name) || source(value).equals(SYSTEM_PROPERTIES));
    }

    boolean isVariable(String name) {
        ConfigValue value = sources.proceed(name);
        return value != null && source(value).startsWith(ENVIRONMENT);
    }

    /** All that values refer to, such as {@code CPQ_KAFKA} in <code>${CPQ_KAFKA:127.0.0.1:29092}</code>. */
    Set<String> referredTo() {
        return Expressions.withoutExpansion(() -> names.stream()
                .map(sources::proceed)
                .flatMap(value -> value == null || value.getValue() == null
                        ? List.<MatchResult>of().stream()
                        : REFERENCE.matcher(value.getValue()).results())
                .map(reference -> reference.group(1))
                .collect(Collectors.toSet()));
    }

    /** Names what the value is made of; not the text that stands there for the case that it is not given. */
    private static String origin(String name, ConfigValue value) {
        String place = place(name, source(value));
        String raw = value.getRawValue();
        String references = raw == null
                ? ""
                : REFERENCE
                        .matcher(raw)
                        .results()
                        .map(reference -> reference.group() + "}")
                        .collect(Collectors.joining(" and "));
        return references.isEmpty() ? place : "from " + references + " in " + place;
    }

    private static String place(String name, String source) {
        return switch (source) {
            case ENVIRONMENT -> "environment variable " + Names.variable(name);
            case SYSTEM_PROPERTIES -> "system property " + name;
            default -> file(source);
        };
    }

    /** The last part of the path of a file, or what else a source calls itself. */
    private static String file(String source) {
        if (source.startsWith(DEFAULTS)) {
            return "the default";
        }
        String path = source.replaceFirst(".*\\[source=", "").replaceFirst("]$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String source(ConfigValue value) {
        @Nullable String source = value.getConfigSourceName();
        return source == null ? DEFAULTS : source;
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
