package io.cpqoms.testkit.answers;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a service answered, whichever client received it. */
public record ReceivedAnswer(int status, Map<String, String> headers, String body) {

    /** The names of its headers in lower case. */
    Set<String> names() {
        return headers.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    String mediaType() {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .map(header -> header.getValue().split(";", 2)[0].strip())
                .findFirst()
                .orElse("");
    }
}
