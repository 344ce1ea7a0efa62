package io.cpqoms.local.partners;

import java.util.Optional;

/** What a service asks a partner to do; the key names the request, not the attempt to send it. */
record Work(String key, String task, String orderId, Optional<String> lineId, Optional<String> externalReference) {}
