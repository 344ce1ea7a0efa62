package io.cpqoms.quote.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Every setting of the quote lifecycle, with its bound; the prefix is {@code cpq.quote}. */
@ConfigMapping(prefix = "cpq.quote")
public interface QuoteConfig {

    /** How long an offer stands when its creator does not say. */
    @WithDefault("P30D")
    Duration validity();

    /** The version of the terms and conditions under which offers are presented. */
    @WithDefault("1")
    String termsVersion();

    /** Ending quotes whose validity is over. */
    Expiry expiry();

    /** The expiry sweep. */
    interface Expiry {

        /** How often overdue quotes are looked for. */
        @WithDefault("PT30S")
        Duration interval();

        /** Quotes that one sweep ends at most. */
        @WithDefault("200")
        int batch();
    }
}
