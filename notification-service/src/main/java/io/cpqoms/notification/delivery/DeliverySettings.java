package io.cpqoms.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of delivery. */
@ConfigMapping(prefix = "notification.delivery")
interface DeliverySettings {

    /** Whether this instance sends; off for one that only takes facts and answers questions. */
    @WithDefault("true")
    boolean enabled();

    /** Name of this instance; the same after a restart, and no other instance has it. */
    @WithDefault("notification-1")
    String instance();

    /** Messages sent side by side. */
    @WithDefault("4")
    int workers();

    /** Messages claimed together; as many may be in doubt after a crash. */
    @WithDefault("32")
    int claim();

    /** Longest time without a look at the table when nothing wakes the dispatcher; bounds the delay of a lost wake-up. */
    @WithDefault("PT5S")
    Duration idle();

    /** First wait after the provider was away or said "not now"; doubled each time. */
    @WithDefault("PT1S")
    Duration backoff();

    /** Longest wait between attempts. */
    @WithDefault("PT60S")
    Duration backoffMaximum();

    /** Age at which a message that nobody took is given up. */
    @WithDefault("PT24H")
    Duration giveUpAfter();

    /** How long an address is waited for; a message that comes later than that is of no use to anybody. */
    @WithDefault("P14D")
    Duration addressPatience();

    /**
     * How long a message that was sent, failed or is in doubt stays known. Facts older than that are not told to anybody any
     * more, because nobody remembers whether they were.
     */
    @WithDefault("P90D")
    Duration retention();

    /** Time between two looks for what has to go. */
    @WithDefault("PT10M")
    Duration purgeInterval();

    /** Messages that go at one look, each. */
    @WithDefault("5000")
    int purgeBatch();

    /** After this time a message that another instance claimed is in doubt; longer than any attempt can take. */
    @WithDefault("PT10M")
    Duration claimLease();
}
