package io.cpqoms.command.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How purging goes about; how long rows are kept is a setting of whoever writes them. The prefix is {@code cpq.retention}. */
@ConfigMapping(prefix = "cpq.retention")
public interface RetentionConfig {

    /** How often rows are looked for that are due. */
    @WithDefault("PT10M")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration interval();

    /** Rows that one transaction deletes at most. */
    @WithDefault("5000")
    @Min(1)
    @Max(100000)
    int batch();

    /** Transactions for each table that one round takes at most; the next round goes on. */
    @WithDefault("100")
    @Min(1)
    @Max(10000)
    int batches();

    /** How long the first answer to a command is kept for its repetitions; clients may count on a day. */
    @WithDefault("P2D")
    @DurationMin(days = 1)
    @DurationMax(days = 365)
    Duration commandRecords();
}
