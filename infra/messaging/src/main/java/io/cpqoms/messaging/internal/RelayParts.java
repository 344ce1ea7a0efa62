package io.cpqoms.messaging.internal;

/** What a relay works with while it holds a shard, besides its database session. */
record RelayParts(RelayPublisher publisher, RowGate gate, HeldTopics held, ManifestWay manifests, SideProducer side)
        implements AutoCloseable {

    /** Gives up what is in flight. */
    @Override
    public void close() {
        try {
            publisher.close();
        } finally {
            side.close();
        }
    }
}
