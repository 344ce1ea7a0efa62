package io.cpqoms.command;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a list is narrowed to: from here, including it, and up to there, excluding it, so that ranges that meet share nothing.
 *
 * @param <T> what lies in it
 */
public record Range<T extends Comparable<T>>(Optional<T> from, Optional<T> to) {

    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
    private static final String FROM = "From";
    private static final String TO = "To";

    public boolean isEverything() {
        return from.isEmpty() && to.isEmpty();
    }

    /** Instants, from {@code <name>From} and {@code <name>To}. */
    public static Range<Instant> instants(String name, @Nullable String from, @Nullable String to) {
        return of(name, instant(name + FROM, from), instant(name + TO, to));
    }

    /** Amounts of money, from {@code <name>From} and {@code <name>To}. */
    public static Range<BigDecimal> amounts(String name, @Nullable String from, @Nullable String to) {
        return of(name, amount(name + FROM, from), amount(name + TO, to));
    }

    private static <T extends Comparable<T>> Range<T> of(String name, Optional<T> from, Optional<T> to) {
        if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) >= 0) {
            throw Problem.invalidInput(name + TO, "must be later or more than " + name + FROM)
                    .asException();
        }
        return new Range<>(from, to);
    }

    private static Optional<Instant> instant(String parameter, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(sent -> ClientInstant.read(sent)
                        .orElseThrow(() -> Problem.invalidInput(parameter, ClientInstant.RULE.replace("\"", ""))
                                .asException()));
    }

    private static Optional<BigDecimal> amount(String parameter, @Nullable String text) {
        return Optional.ofNullable(text).map(sent -> {
            if (!AMOUNT.matcher(sent).matches()) {
                throw Problem.invalidInput(parameter, "must be an amount such as 1250.00")
                        .asException();
            }
            return new BigDecimal(sent);
        });
    }
}
