package io.cpqoms.order.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the first answers of commands are kept for their repetitions; the prefix is {@code cpq.order.answers}. */
@ConfigMapping(prefix = "cpq.order.answers")
public interface AnswersConfig {

    /** How long an Idempotency-Key is remembered; clients may count on a day. */
    @WithDefault("P2D")
    Duration retention();

    /** How often old answers are looked for. */
    @WithDefault("PT10M")
    Duration interval();

    /** Answers that one sweep forgets at most. */
    @WithDefault("20000")
    int batch();
}
