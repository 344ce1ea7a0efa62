package io.cpqoms.audit.trail;

/** Where the record of a fact lies in Kafka. */
public record FactSource(String topic, int partition, long offset) {}
