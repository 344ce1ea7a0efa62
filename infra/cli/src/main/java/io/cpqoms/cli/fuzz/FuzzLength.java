package io.cpqoms.cli.fuzz;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people say it: {@code 90s}, {@code 10m}, {@code 1h}. */
final class FuzzLength implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smh])");
    private static final Duration LONGEST = Duration.ofDays(7);

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            Duration length =
                    Duration.parse("PT" + form.group(1) + form.group(2).toUpperCase(java.util.Locale.ROOT));
            if (!length.isZero() && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        }
        throw new TypeConversionException("'" + text + "' is no time; say 90s, 10m or 1h, a week at most");
    }
}
