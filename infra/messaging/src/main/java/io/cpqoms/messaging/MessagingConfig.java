package io.cpqoms.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Every setting of the messaging library, with its bound; the prefix is {@code cpq.messaging}. */
@ConfigMapping(prefix = "cpq.messaging")
public interface MessagingConfig {

    Outbox outbox();

    Inbox inbox();

    Replay replay();

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
        int shards();

        /** Rows read, sent and acknowledged together. */
        @WithDefault("1000")
        int pageSize();

        /** Time from tick to tick on a busy machine; what commits meanwhile goes out together. */
        @WithDefault("PT0.2S")
        Duration tickSpacing();

        /** Shortest wait between looks at the table when no commit of this process wakes the relay. */
        @WithDefault("PT0.02S")
        Duration pollMinimum();

        /** Longest wait between looks at the table; bounds the delay when a wake-up is lost. */
        @WithDefault("PT0.5S")
        Duration pollMaximum();

        /** How often an instance without the shard's lock tries to take it over. */
        @WithDefault("PT1S")
        Duration takeOverInterval();

        /** Silence after which the database takes the shard from a relay that is frozen or cut off. */
        @WithDefault("PT3S")
        Duration lease();

        /** How long published rows stay; at most six days, because the ring of daily segments has eight. */
        @WithDefault("P5D")
        Duration retention();

        /** How long a withheld row stays as evidence after it was published or discarded; at least eight days, the ring's. */
        @WithDefault("P100D")
        Duration parkedRetention();

        /** How often unpublished rows are counted and the ring is looked after. */
        @WithDefault("PT5S")
        Duration careInterval();

        /** Messages after which a manifest of what was published goes out; 0 for none at all. */
        @WithDefault("500")
        int manifestMessages();

        /** Time after which a manifest goes out, however few messages it names. */
        @WithDefault("PT10S")
        Duration manifestInterval();

        /** How often the broker is asked for a topic that is held; a tenth of a second to five minutes. */
        @WithDefault("PT5S")
        Duration topicProbe();

        /**
         * How long a topic may not show itself before it counts as missing, and a page may be on its way before its topics are asked
         * for ({@code max.block.ms}); half a second to half a minute.
         */
        @WithDefault("PT5S")
        Duration topicWait();

        /**
         * How long a manifest may be on its way before it is tried again ({@code delivery.timeout.ms} of its producer, and half of it for
         * each request); a second to two minutes. Events never expire.
         */
        @WithDefault("PT10S")
        Duration manifestTimeout();

        /** Wait after a failed tick (Kafka or the database away), doubled up to ten times this value. */
        @WithDefault("PT0.5S")
        Duration retryBackoff();
    }

    /** The pipeline of every consumer. */
    interface Inbox {

        /** First wait before a batch is retried after a transient failure; doubled with jitter each time. */
        @WithDefault("PT0.2S")
        Duration retryBackoff();

        /** Longest wait between retries of a transient failure. */
        @WithDefault("PT15S")
        Duration retryBackoffMaximum();

        /** Transient failures in a row after which all channels of the consumer pause and one record probes. */
        @WithDefault("5")
        int breakerFailures();

        /** Events in the first second after an outage; doubled every second. */
        @WithDefault("20")
        int rampUpInitial();

        /** How long the rate is held down after an outage. */
        @WithDefault("PT10S")
        Duration rampUp();

        /** Attempts for a single record that fails for an unknown reason before it is dead-lettered. */
        @WithDefault("4")
        int unknownAttempts();

        /** Keys in a row that fail alike, with nothing handled in between, before the release is suspected; at least two. */
        @WithDefault("5")
        int releaseKeys();

        /** First wait of a consumer whose release is suspected before one record probes; doubled each time. */
        @WithDefault("PT10S")
        Duration releaseProbe();

        /** Longest wait between such probes. */
        @WithDefault("PT1M")
        Duration releaseProbeMaximum();

        /** First wait before a parked key is tried again; doubled each time. */
        @WithDefault("PT2S")
        Duration parkedBackoff();

        /** How often the parked keys are looked at. */
        @WithDefault("PT0.5S")
        Duration parkedInterval();

        /** How often it is looked at what waits (parked keys, dead letters, records on Kafka) and whether the database has moved. */
        @WithDefault("PT5S")
        Duration lookInterval();

        /**
         * Silence inside a transaction after which the database takes its keys from an instance that is frozen or cut off;
         * longer than any handler works between two statements.
         */
        @WithDefault("PT8S")
        Duration lease();

        /** Longest a batch transaction may take. */
        @WithDefault("PT60S")
        Duration transactionTimeout();

        /** Longest that one event may take where the declaration says nothing; a start-up check counts with it. */
        @WithDefault("PT0.1S")
        Duration handlingTime();

        /** How long a message is remembered: longer than any topic keeps it and any replay reaches back. */
        @WithDefault("P100D")
        Duration retention();

        /** How long a dead letter stays with its steps after it was resolved or discarded. */
        @WithDefault("P100D")
        Duration letterRetention();
    }

    /** Replays of this service's consumers. */
    interface Replay {

        /** Records a second that a replay reads at most, where its request does not say less. */
        @WithDefault("2000")
        int rate();

        /** Records read and applied together. */
        @WithDefault("500")
        int batchSize();

        /** How often the service looks for work, and a run at live lag and at what people asked of it. */
        @WithDefault("PT1S")
        Duration lookEvery();

        /** Records that the live groups may be behind before a replay waits for them to catch up. */
        @WithDefault("1000")
        long lagTolerance();

        /** Records that a plan reads to count exactly; beyond that it extrapolates and says so. */
        @WithDefault("50000")
        int planScan();

        /** How long a plan may be approved and started. */
        @WithDefault("P1D")
        Duration planValidity();

        /** How long a run stays to be looked up after it ended. */
        @WithDefault("P100D")
        Duration retention();

        /** Role that can only select; without it no validating replay is planned. */
        Optional<String> readerUsername();

        Optional<String> readerPassword();
    }
}
