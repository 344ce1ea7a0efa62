package io.cpqoms.messaging;

import io.cpqoms.command.settings.Below;
import io.cpqoms.command.settings.JudgedBy;
import io.cpqoms.messaging.internal.ChannelSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Every setting of the messaging library, with its bounds; the prefix is {@code cpq.messaging}. A setting outside of them stops the
 * start ({@link io.cpqoms.command.settings.SettingsGate}).
 */
@ConfigMapping(prefix = "cpq.messaging")
@JudgedBy(ChannelSettings.Rule.class)
public interface MessagingConfig {

    Outbox outbox();

    Inbox inbox();

    Replay replay();

    Drill drill();

    /** Which installation this is; the prefix is {@code cpq.environment}, which is the setting itself. */
    @ConfigMapping(prefix = "cpq.environment")
    interface Environment {

        /** The first part of the names of all consumer groups; installations that share a Kafka cluster differ in it. */
        @WithParentName
        @WithDefault("local")
        @Pattern(
                regexp = "[A-Za-z0-9._-]{1,32}",
                message = "is at most 32 letters, digits, dots, underscores and dashes")
        String name();
    }

    /** What the service writes beside its consumers; the prefix is {@code cpq.topics}. */
    @ConfigMapping(prefix = "cpq.topics")
    interface Topics {

        /** The topics that the service writes, with commas; the start is refused when the registry does not allow one of them. */
        Optional<List<String>> produced();
    }

    /** The relay from the outbox table to Kafka. */
    interface Outbox {

        /** Whether this instance tries to publish; off for an instance that only serves commands. */
        @WithDefault("true")
        boolean relayEnabled();

        /**
         * Publishers that may work side by side, on one instance or several; to be changed only over an empty outbox and with all
         * instances stopped, or the start is refused. Each
         * has a session and a producer of its own: more of them pay only where one relay can't keep up.
         */
        @WithDefault("1")
        @Min(1)
        @Max(32)
        int shards();

        /** Rows read, sent and acknowledged together. */
        @WithDefault("1000")
        @Min(1)
        @Max(10000)
        int pageSize();

        /**
         * Bytes of values after which a page is full, whatever its rows: the heap holds two pages, each as text and as it was received.
         * A row that is larger by itself is a page.
         */
        @WithDefault("4194304")
        @Min(65536)
        @Max(67108864)
        int pageBytes();

        /** Time from tick to tick on a busy machine; what commits meanwhile goes out together. */
        @WithDefault("PT0.2S")
        @DurationMin(seconds = 0)
        @DurationMax(millis = 500)
        Duration tickSpacing();

        /** Shortest wait between looks at the table when no commit of this process wakes the relay. */
        @WithDefault("PT0.02S")
        @DurationMin(millis = 1)
        @DurationMax(minutes = 15)
        @Below(value = "cpq.messaging.outbox.poll-maximum", orEqual = true)
        Duration pollMinimum();

        /** Longest wait between looks at the table; bounds the delay when a wake-up is lost. */
        @WithDefault("PT0.5S")
        @DurationMin(millis = 1)
        @DurationMax(minutes = 15)
        Duration pollMaximum();

        /** How often an instance without the shard's lock tries to take it over. */
        @WithDefault("PT1S")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 1)
        Duration takeOverInterval();

        /** Silence after which the database takes the shard from a relay that is frozen or cut off. */
        @WithDefault("PT3S")
        @DurationMin(seconds = 1)
        @DurationMax(seconds = 15)
        Duration lease();

        /** How long published rows stay; the ring of daily segments has eight, of which two are in use. */
        @WithDefault("P5D")
        @DurationMin(seconds = 0)
        @DurationMax(days = 6)
        Duration retention();

        /** How long a withheld row stays as evidence after it was published or discarded: as long as the ring at least. */
        @WithDefault("P100D")
        @DurationMin(days = 8)
        @DurationMax(days = 3650)
        Duration parkedRetention();

        /** How often unpublished rows are counted and the ring is looked after. */
        @WithDefault("PT5S")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 1)
        Duration careInterval();

        /** Messages after which a manifest of what was published goes out; 0 for none at all. */
        @WithDefault("500")
        @Min(0)
        @Max(10000)
        int manifestMessages();

        /** Time after which a manifest goes out, however few messages it names. */
        @WithDefault("PT10S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 10)
        Duration manifestInterval();

        /** How often the broker is asked for a topic that is held. */
        @WithDefault("PT5S")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 5)
        Duration topicProbe();

        /**
         * How long a topic may not show itself before it counts as missing, and a page may be on its way before its topics are asked
         * for ({@code max.block.ms}).
         */
        @WithDefault("PT5S")
        @DurationMin(millis = 500)
        @DurationMax(seconds = 30)
        Duration topicWait();

        /**
         * How long a manifest may be on its way before it is tried again ({@code delivery.timeout.ms} of its producer, and half of it for
         * each request). Events never expire.
         */
        @WithDefault("PT10S")
        @DurationMin(seconds = 1)
        @DurationMax(minutes = 2)
        Duration manifestTimeout();

        /** Wait after a failed tick (Kafka or the database away), doubled up to ten times this value. */
        @WithDefault("PT0.5S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 1)
        Duration retryBackoff();
    }

    /** The pipeline of every consumer. */
    interface Inbox {

        /** First wait before a batch is retried after a transient failure; doubled with jitter each time. */
        @WithDefault("PT0.2S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 1)
        @Below(value = "cpq.messaging.inbox.retry-backoff-maximum", orEqual = true)
        Duration retryBackoff();

        /** Longest wait between retries of a transient failure. */
        @WithDefault("PT15S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 10)
        Duration retryBackoffMaximum();

        /** Transient failures in a row after which all channels of the consumer pause and one record probes. */
        @WithDefault("5")
        @Min(1)
        @Max(1000)
        int breakerFailures();

        /** Events in the first second after an outage; doubled every second. */
        @WithDefault("20")
        @Min(1)
        @Max(100000)
        int rampUpInitial();

        /** How long the rate is held down after an outage. */
        @WithDefault("PT10S")
        @DurationMin(seconds = 0)
        @DurationMax(minutes = 10)
        Duration rampUp();

        /** Attempts for a single record that fails for an unknown reason before it is dead-lettered. */
        @WithDefault("4")
        @Min(1)
        @Max(100)
        int unknownAttempts();

        /** Keys in a row that fail alike, with nothing handled in between, before the release is suspected. */
        @WithDefault("5")
        @Min(2)
        @Max(1000)
        int releaseKeys();

        /** First wait of a consumer whose release is suspected before one record probes; doubled each time. */
        @WithDefault("PT10S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 10)
        @Below(value = "cpq.messaging.inbox.release-probe-maximum", orEqual = true)
        Duration releaseProbe();

        /** Longest wait between such probes. */
        @WithDefault("PT1M")
        @DurationMin(millis = 10)
        @DurationMax(hours = 1)
        Duration releaseProbeMaximum();

        /** First wait before a parked key is tried again; doubled each time. */
        @WithDefault("PT2S")
        @DurationMin(millis = 10)
        @DurationMax(hours = 1)
        Duration parkedBackoff();

        /** How often the parked keys are looked at. */
        @WithDefault("PT0.5S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 1)
        Duration parkedInterval();

        /** How often it is looked at what waits (parked keys, dead letters, records on Kafka) and whether the database has moved. */
        @WithDefault("PT5S")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 1)
        Duration lookInterval();

        /**
         * Silence inside a transaction after which the database takes its keys from an instance that is frozen or cut off;
         * longer than any handler works between two statements.
         */
        @WithDefault("PT8S")
        @DurationMin(seconds = 1)
        @DurationMax(minutes = 2)
        @Below(value = "cpq.messaging.inbox.transaction-timeout", orEqual = true)
        Duration lease();

        /** Longest a batch transaction may take. */
        @WithDefault("PT60S")
        @DurationMin(seconds = 1)
        @DurationMax(minutes = 5)
        Duration transactionTimeout();

        /** Longest that one event may take where the declaration says nothing; a start-up check counts with it. */
        @WithDefault("PT0.1S")
        @DurationMin(millis = 1)
        @DurationMax(minutes = 5)
        @Below(value = "cpq.messaging.inbox.transaction-timeout", orEqual = true)
        Duration handlingTime();

        /** How long a message is remembered: longer than any topic keeps it and any replay reaches back. */
        @WithDefault("P100D")
        @DurationMin(days = 91)
        @DurationMax(days = 3650)
        Duration retention();

        /** How long a dead letter stays with its steps after it was resolved or discarded. */
        @WithDefault("P100D")
        @DurationMin(days = 1)
        @DurationMax(days = 3650)
        Duration letterRetention();
    }

    /** Replays of this service's consumers. */
    interface Replay {

        /** Records a second that a replay reads at most, where its request does not say less. */
        @WithDefault("2000")
        @Min(1)
        @Max(1000000)
        int rate();

        /** Records read and applied together. */
        @WithDefault("500")
        @Min(1)
        @Max(10000)
        int batchSize();

        /** How often the service looks for work, and a run at live lag and at what people asked of it. */
        @WithDefault("PT1S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 1)
        Duration lookEvery();

        /** Records that the live groups may be behind before a replay waits for them to catch up. */
        @WithDefault("1000")
        @Min(0)
        @Max(10000000)
        long lagTolerance();

        /** Records that a plan reads to count exactly; beyond that it extrapolates and says so. */
        @WithDefault("50000")
        @Min(1)
        @Max(10000000)
        int planScan();

        /** How long a plan may be approved and started. */
        @WithDefault("P1D")
        @DurationMin(minutes = 1)
        @DurationMax(days = 7)
        Duration planValidity();

        /** How long a run stays to be looked up after it ended. */
        @WithDefault("P100D")
        @DurationMin(days = 1)
        @DurationMax(days = 3650)
        Duration retention();

        /** Role that can only select; without it no validating replay is planned. */
        Optional<String> readerUsername();

        /** Its password. */
        Optional<String> readerPassword();
    }

    /** Where a crash drill holds the process; never set in operation. */
    interface Drill {

        /** The point at which the thread that reaches it freezes. */
        Optional<String> freezeAt();

        /** The folder in which points are armed by files of their names. */
        Optional<Path> directory();
    }
}
