package io.cpqoms.notification.delivery;

import io.cpqoms.command.settings.Below;
import io.cpqoms.command.settings.JudgedBy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The bounds of delivery. */
@ConfigMapping(prefix = "notification.delivery")
@JudgedBy(ClaimsOutlastSending.class)
interface DeliverySettings {

    /** Whether this instance sends; off for one that only takes facts and answers questions. */
    @WithDefault("true")
    boolean enabled();

    /** Name of this instance; the same after a restart, and no other instance has it. */
    @WithDefault("notification-1")
    @NotBlank
    String instance();

    /** Messages sent side by side. */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int workers();

    /** Messages claimed together; as many may be in doubt after a crash. */
    @WithDefault("32")
    @Min(1)
    @Max(1000)
    int claim();

    /** Longest time without a look at the table when nothing wakes the dispatcher; bounds the delay of a lost wake-up. */
    @WithDefault("PT5S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration idle();

    /** First wait after the provider was away or said "not now"; doubled each time. */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    @Below(value = "notification.delivery.backoff-maximum", orEqual = true)
    Duration backoff();

    /** Longest wait between attempts. */
    @WithDefault("PT60S")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration backoffMaximum();

    /** Age at which a message that nobody took is given up. */
    @WithDefault("PT24H")
    @DurationMin(seconds = 1)
    @DurationMax(days = 30)
    @Below(value = "notification.delivery.retention", orEqual = true)
    Duration giveUpAfter();

    /** How long an address is waited for; a message that comes later than that is of no use to anybody. */
    @WithDefault("P14D")
    @DurationMin(seconds = 1)
    @DurationMax(days = 365)
    Duration addressPatience();

    /**
     * How long a message that was sent, failed or is in doubt stays known. Facts older than that are not told to anybody any
     * more, because nobody remembers whether they were.
     */
    @WithDefault("P90D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration retention();

    /** Time between two looks for what has to go. */
    @WithDefault("PT10M")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration purgeInterval();

    /** Messages that go at one look, each. */
    @WithDefault("5000")
    @Min(1)
    @Max(100000)
    int purgeBatch();

    /**
     * After this time a message that another instance claimed is in doubt; longer than it takes to send all that are claimed together, each
     * waiting as long as it may for an answer ({@code claim ÷ workers × notification.smtp.answer-timeout}).
     */
    @WithDefault("PT10M")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration claimLease();
}
