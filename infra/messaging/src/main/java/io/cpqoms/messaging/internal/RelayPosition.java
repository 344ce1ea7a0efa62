package io.cpqoms.messaging.internal;

import java.util.Optional;

/**
 * How far a shard is published: everything visible in snapshot {@code publishedTo} is on Kafka. While a backlog is
 * worked off, {@code target} is the frozen snapshot it is read in and {@code afterId} its last row on Kafka.
 */
record RelayPosition(String publishedTo, Optional<String> target, long afterId) {

    RelayPosition reached(String snapshot) {
        return new RelayPosition(snapshot, Optional.empty(), 0);
    }

    RelayPosition pagedTo(String snapshot, long id) {
        return new RelayPosition(publishedTo, Optional.of(snapshot), id);
    }
}
