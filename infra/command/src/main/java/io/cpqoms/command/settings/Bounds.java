package io.cpqoms.command.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/** The bounds of one setting, read from the constraints that Quarkus holds a mapping to as well. */
final class Bounds {

    private final Optional<Comparable<?>> least;
    private final Optional<Comparable<?>> most;
    private final Optional<Pattern> pattern;
    private final boolean filled;

    private Bounds(
            Optional<Comparable<?>> least, Optional<Comparable<?>> most, Optional<Pattern> pattern, boolean filled) {
        this.least = least;
        this.most = most;
        this.pattern = pattern;
        this.filled = filled;
    }

    static Bounds of(AnnotatedElement setting) {
        return new Bounds(
                first(of(setting.getAnnotation(Min.class)), of(setting.getAnnotation(DurationMin.class))),
                first(of(setting.getAnnotation(Max.class)), of(setting.getAnnotation(DurationMax.class))),
                Optional.ofNullable(setting.getAnnotation(Pattern.class)),
                setting.isAnnotationPresent(NotBlank.class));
    }

    /** Of a value without a size no bound of a size is broken, as far as can be told here: Quarkus judges it. */
    boolean hold(Object value) {
        return least.map(bound -> !haveSizes(value, bound) || compare(value, bound) >= 0)
                        .orElse(true)
                && most.map(bound -> !haveSizes(value, bound) || compare(value, bound) <= 0)
                        .orElse(true)
                && pattern.map(rule -> value.toString().matches(rule.regexp())).orElse(true)
                && !(filled && value.toString().isBlank());
    }

    /** Such as {@code 1 s to 15 s}; empty where there are none. */
    String words() {
        if (pattern.isPresent()) {
            return " that " + rule(pattern.get());
        }
        if (least.isPresent() && most.isPresent()) {
            return " of " + words(least.get()) + " to " + words(most.get());
        }
        return least.map(bound -> " of at least " + words(bound))
                .or(() -> most.map(bound -> " of at most " + words(bound)))
                .orElse(filled ? " that is not blank" : "");
    }

    static boolean haveSizes(Object one, Object other) {
        return (one instanceof Duration && other instanceof Duration)
                || (one instanceof Number && other instanceof Number);
    }

    /** Numbers by their size whatever their type, durations by their length. */
    static int compare(Object one, Object other) {
        if (one instanceof Duration time && other instanceof Duration than) {
            return time.compareTo(than);
        }
        if (one instanceof Number number && other instanceof Number than) {
            return Long.compare(number.longValue(), than.longValue());
        }
        throw new IllegalArgumentException(one + " can't be compared with " + other);
    }

    static String words(Object value) {
        return value instanceof Duration time ? Times.words(time) : value.toString();
    }

    private static String rule(Pattern pattern) {
        return pattern.message().startsWith("{") ? "matches " + pattern.regexp() : pattern.message();
    }

    private static Optional<Comparable<?>> first(Optional<Comparable<?>> one, Optional<Comparable<?>> other) {
        return one.isPresent() ? one : other;
    }

    private static Optional<Comparable<?>> of(@Nullable Min bound) {
        return bound == null ? Optional.empty() : Optional.of(bound.value());
    }

    private static Optional<Comparable<?>> of(@Nullable Max bound) {
        return bound == null ? Optional.empty() : Optional.of(bound.value());
    }

    private static Optional<Comparable<?>> of(@Nullable DurationMin bound) {
        return bound == null
                ? Optional.empty()
                : Optional.of(Duration.ofDays(bound.days())
                        .plusHours(bound.hours())
                        .plusMinutes(bound.minutes())
                        .plusSeconds(bound.seconds())
                        .plusMillis(bound.millis())
                        .plusNanos(bound.nanos()));
    }

    private static Optional<Comparable<?>> of(@Nullable DurationMax bound) {
        return bound == null
                ? Optional.empty()
                : Optional.of(Duration.ofDays(bound.days())
                        .plusHours(bound.hours())
                        .plusMinutes(bound.minutes())
                        .plusSeconds(bound.seconds())
                        .plusMillis(bound.millis())
                        .plusNanos(bound.nanos()));
    }
}
