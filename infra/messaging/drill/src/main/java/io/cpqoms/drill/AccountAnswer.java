package io.cpqoms.drill;

import java.util.UUID;

/** What a committed command did: the version it made and the message that tells of it. */
public record AccountAnswer(UUID messageId, long version) {}
