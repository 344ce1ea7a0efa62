package io.cpqoms.quote.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a quote came to be and by whom, and when it last changed.
 *
 * @param createdBy the subject that opened it; absent for quotes that are older than this record
 */
public record QuoteHistory(Instant createdAt, @Nullable String createdBy, Instant changedAt) {

    QuoteHistory changed(Instant at) {
        return new QuoteHistory(createdAt, createdBy, at);
    }
}
