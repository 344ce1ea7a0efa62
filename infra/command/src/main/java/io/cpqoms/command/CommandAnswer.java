package io.cpqoms.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command answers: status, headers and anything Jackson can write as the body. */
public record CommandAnswer(int status, Map<String, String> headers, Object body) {

    public CommandAnswer {
        headers = Map.copyOf(headers);
    }

    public static CommandAnswer ok(Object body) {
        return new CommandAnswer(200, Map.of(), body);
    }

    public static CommandAnswer created(String location, Object body) {
        return new CommandAnswer(201, Map.of("Location", location), body);
    }

    public CommandAnswer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new CommandAnswer(status, more, body);
    }

    /** Adds the aggregate's version as the ETag. */
    public CommandAnswer withVersion(long version) {
        return withHeader("ETag", ExpectedVersion.etag(version));
    }
}
