package io.cpqoms.notification.channel;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns parameters of messages into what a reader of a locale expects: money, dates and times are written out.
 *
 * <p>What looks like money (amount and currency) or like an instant or a date is taken for one; messages have no other use
 * for these forms.
 */
record Wording(Locale locale, ZoneId zone) {

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** The value as a template uses it: text, a list, or a map. */
    Object of(Object value) {
        return switch (value) {
            case Map<?, ?> money
            when isMoney(money) -> money(String.valueOf(money.get("amount")), String.valueOf(money.get("currency")));
            case Map<?, ?> fields -> map(fields);
            case List<?> items -> items.stream().map(this::of).toList();
            case Number number -> NumberFormat.getInstance(locale).format(number);
            default -> text(value.toString());
        };
    }

    Map<String, Object> map(Map<?, ?> fields) {
        Map<String, Object> worded = new LinkedHashMap<>();
        fields.forEach((name, value) -> worded.put(String.valueOf(name), of(value)));
        return worded;
    }

    private static boolean isMoney(Map<?, ?> value) {
        return value.size() == 2
                && value.get("amount") instanceof String
                && value.get("currency") instanceof String currency
                && CURRENCY.matcher(currency).matches();
    }

    private String money(String amount, String code) {
        Currency currency;
        try {
            currency = Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            // A code that this JDK does not know yet is no reason not to write.
            return amount + " " + code;
        }
        BigDecimal exact = new BigDecimal(amount);
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        // Never rounds what the sender did not round.
        format.setMaximumFractionDigits(Math.max(currency.getDefaultFractionDigits(), exact.scale()));
        return format.format(exact);
    }

    private String text(String value) {
        if (INSTANT.matcher(value).matches()) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                            .localizedBy(locale)
                            .withZone(zone)
                            .format(Instant.parse(value))
                    + " " + zone.getId();
        }
        if (DATE.matcher(value).matches()) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .localizedBy(locale)
                    .format(LocalDate.parse(value));
        }
        return value;
    }
}
