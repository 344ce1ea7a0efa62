package io.cpqoms.audit.trail;

/** Which aggregate a fact is about and the version that the fact gave it. */
public record FactSubject(String aggregateType, String aggregateId, long aggregateVersion) {}
