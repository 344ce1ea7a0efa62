package io.cpqoms.search.index;

import io.cpqoms.command.settings.Below;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where OpenSearch is and how long to wait for it. */
@ConfigMapping(prefix = "search.opensearch")
public interface OpenSearchSettings {

    /** Address of a node. */
    @WithDefault("http://127.0.0.1:29200")
    URI url();

    /** How long to wait for a connection. */
    @WithDefault("PT2S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration connectTimeout();

    /** How long to wait for an answer; a bulk write that takes longer is retried. */
    @WithDefault("PT15S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 2)
    @Below("cpq.messaging.inbox.lease")
    Duration responseTimeout();

    /** How often to look for OpenSearch while it is away. */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration startRetry();

    /** How often to see that the aliases are on the live indexes: how long answers stand still if a swap died half-way. */
    @WithDefault("PT5S")
    @DurationMin(millis = 100)
    @DurationMax(hours = 1)
    Duration aliasLookEvery();

    /** How long a change may take to become visible to searches; the indexes are created with the same value. */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration refreshInterval();
}
