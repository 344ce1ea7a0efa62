package io.cpqoms.notification.channel;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns parameters of messages into what a reader of a locale expects: money, dates and times are written out.
 *
 * <p>What a value is, its contract says and never its form: a customer's reference may look like a date and is none.
 */
record Wording(Locale locale, ZoneId zone) {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** @throws IllegalStateException when a value does not have the meaning that was declared for it */
    Map<String, Object> of(Map<String, Object> parameters, Map<String, Meaning> meanings) {
        Map<String, Object> worded = new LinkedHashMap<>();
        parameters.forEach((name, value) -> worded.put(name, of(name, value, meanings.get(name))));
        return worded;
    }

    private Object of(String name, Object value, @Nullable Meaning meaning) {
        return switch (meaning) {
            case null -> plain(value);
            case MONEY -> money(name, value);
            case TIME -> time(name, String.valueOf(value));
            case PERIODS -> periods(name, value);
        };
    }

    /** What is owed each period: how much, and how many months a period has. */
    private List<Map<String, Object>> periods(String name, Object value) {
        if (value instanceof List<?> totals) {
            return totals.stream().map(total -> period(name, total)).toList();
        }
        throw unlike(name, "what is owed each period", value);
    }

    private Map<String, Object> period(String name, Object value) {
        if (value instanceof Map<?, ?> total
                && total.get("period") instanceof String period
                && total.get("rounded") instanceof Map<?, ?> rounded) {
            try {
                return Map.of(
                        "net",
                        money(name, rounded),
                        "months",
                        Math.toIntExact(Period.parse(period).toTotalMonths()));
            } catch (DateTimeException e) {
                throw unlike(name, "what is owed each period", value);
            }
        }
        throw unlike(name, "what is owed each period", value);
    }

    /** Text stays as it came; only numbers are written as the reader's language does. */
    private Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> fields -> {
                Map<String, Object> worded = new LinkedHashMap<>();
                fields.forEach((name, field) -> worded.put(String.valueOf(name), plain(field)));
                yield worded;
            }
            case List<?> items -> items.stream().map(this::plain).toList();
            case Number number -> NumberFormat.getInstance(locale).format(number);
            default -> value.toString();
        };
    }

    private String money(String name, Object value) {
        if (value instanceof Map<?, ?> money
                && money.get("amount") instanceof String amount
                && money.get("currency") instanceof String currency) {
            try {
                return money(new BigDecimal(amount), currency);
            } catch (NumberFormatException e) {
                throw unlike(name, "an amount of money", value);
            }
        }
        throw unlike(name, "an amount of money", value);
    }

    private String money(BigDecimal exact, String code) {
        Currency currency;
        try {
            currency = Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            // A code that this JDK does not know yet is no reason not to write.
            return exact.toPlainString() + " " + code;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        // Never rounds what the sender did not round.
        format.setMaximumFractionDigits(Math.max(currency.getDefaultFractionDigits(), exact.scale()));
        return format.format(exact);
    }

    private String time(String name, String value) {
        try {
            if (DATE.matcher(value).matches()) {
                return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .localizedBy(locale)
                        .format(LocalDate.parse(value));
            }
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                            .localizedBy(locale)
                            .withZone(zone)
                            .format(Instant.parse(value))
                    + " " + zone.getId();
        } catch (DateTimeException e) {
            throw unlike(name, "an instant or a date", value);
        }
    }

    private static IllegalStateException unlike(String name, String meaning, Object value) {
        return new IllegalStateException(name + " must be " + meaning + ", and is \"" + value + "\"");
    }
}
