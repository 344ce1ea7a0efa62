package io.cpqoms.testkit.history;

/** The aggregate that a record speaks of, within its tenant. */
public record AggregateKey(String tenant, String type, String id) {

    /** Reads the key of a Kafka record: {@code tenant:type:id}. */
    public static AggregateKey of(String recordKey) {
        String[] parts = recordKey.split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("a record key is tenant:type:id, was: " + recordKey);
        }
        return new AggregateKey(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return tenant + ":" + type + ":" + id;
    }
}
