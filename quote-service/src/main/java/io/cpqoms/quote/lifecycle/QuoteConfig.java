package io.cpqoms.quote.lifecycle;

import io.cpqoms.values.Token;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Every setting of the quote lifecycle, with its bound; the prefix is {@code cpq.quote}. */
@ConfigMapping(prefix = "cpq.quote")
public interface QuoteConfig {

    /** How long an offer stands when its creator does not say. */
    @WithDefault("P30D")
    @DurationMin(seconds = 1)
    @DurationMax(days = 3650)
    Duration validity();

    /** The version of the terms and conditions under which offers are presented. */
    @WithDefault("1")
    @Pattern(regexp = Token.PATTERN, message = Token.RULE)
    String termsVersion();

    /** PDFs that are made at the same time; whoever asks for another waits, and is told after two seconds that it is busy. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int pdfsAtOnce();

    /** Ending quotes whose validity is over. */
    Expiry expiry();

    /** The expiry sweep. */
    interface Expiry {

        /** How often overdue quotes are looked for. */
        @WithDefault("PT30S")
        @DurationMin(millis = 10)
        @DurationMax(hours = 1)
        Duration interval();

        /** Quotes that one sweep ends at most. */
        @WithDefault("200")
        @Min(1)
        @Max(10000)
        int batch();
    }
}
