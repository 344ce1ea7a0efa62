package io.cpqoms.quote.document;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.lifecycle.OfferLanguage;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The words, numbers and dates of one language. Separators and dates are written out beside the words, because those of a JDK change
 * with its version and a document must not.
 */
final class OfferWords {

    private static final int DIGITS_OF_A_GROUP = 3;
    private static final String LEFT_TO_RIGHT = "\u200e";
    private static final int MONTHS_OF_A_YEAR = 12;

    private final OfferLanguage language;
    private final Map<String, String> words;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private OfferWords(OfferLanguage language, Map<String, String> words) {
        this.language = language;
        this.words = Map.copyOf(words);
        this.date = DateTimeFormatter.ofPattern(word("dates"), Locale.ROOT);
    }

    /** The words that belong to a template. */
    static OfferWords of(int template, OfferLanguage language) {
        String name = "/offers/" + template + "/words_" + language.code() + ".properties";
        try (InputStream file = Objects.requireNonNull(OfferWords.class.getResourceAsStream(name), name)) {
            Properties read = new Properties();
            read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return new OfferWords(
                    language,
                    read.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, read::getProperty)));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    Map<String, String> all() {
        return words;
    }

    /** @param what what the sentence has a place for; figures keep their order among letters that run the other way */
    String sentence(String key, String what) {
        return word(key).replace("{}", language.isRightToLeft() ? LEFT_TO_RIGHT + what + LEFT_TO_RIGHT : what);
    }

    String money(Money money) {
        return number(money.amount()) + "\u00a0" + money.currency();
    }

    /** A discount; nothing where there is none. */
    String percent(Percentage percentage) {
        return percentage.isZero() ? "" : number(percentage.value().stripTrailingZeros()) + "\u00a0%";
    }

    String date(Instant at) {
        return date.format(at.atOffset(ZoneOffset.UTC));
    }

    String dateAndTime(Instant at) {
        return date(at) + " " + time.format(at.atOffset(ZoneOffset.UTC)) + "\u00a0UTC";
    }

    /** When a charge is owed, as it stands behind an amount; nothing of what is owed once. */
    String per(ChargeKind kind, Optional<BillingPeriod> period) {
        return switch (kind) {
            case ONE_TIME -> "";
            case USAGE -> word("perUse");
            case RECURRING -> each("per", period.orElseThrow());
        };
    }

    /** What a total is called. */
    String totalOf(ChargeKind kind, Optional<BillingPeriod> period) {
        return kind == ChargeKind.RECURRING ? each("total", period.orElseThrow()) : word("totalOnce");
    }

    private String each(String what, BillingPeriod period) {
        if (period.months() == 1) {
            return word(what + "Month");
        }
        return period.months() == MONTHS_OF_A_YEAR
                ? word(what + "Year")
                : sentence(what + "Months", Integer.toString(period.months()));
    }

    private String number(BigDecimal number) {
        String[] parts = number.abs().toPlainString().split("\\.");
        StringBuilder text = new StringBuilder(parts[0]);
        for (int place = text.length() - DIGITS_OF_A_GROUP; place > 0; place -= DIGITS_OF_A_GROUP) {
            text.insert(place, word("groups"));
        }
        if (parts.length > 1) {
            text.append(word("decimals")).append(parts[1]);
        }
        return number.signum() < 0 ? "\u2212" + text : text.toString();
    }

    private String word(String key) {
        return Objects.requireNonNull(words.get(key), () -> "offers have no word for " + key);
    }
}
