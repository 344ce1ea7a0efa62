package io.cpqoms.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.client.Answer;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.explain.Facts.Absent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The services, asked one after the other; one that has not answered once is not asked again. */
final class Sources {

    private static final int NOT_FOUND = 404;
    private static final int MOST_PAGES = 10;

    private final Function<String, Service> services;
    private final Map<String, Service> known = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();

    /** A service that may be asked. */
    @FunctionalInterface
    interface Service {

        Answer get(String path);
    }

    Sources(Function<String, Service> services) {
        this.services = services;
    }

    /** The answer; empty when there is no such thing, or nobody answered, which is kept in {@link #absent}. */
    Optional<JsonNode> ask(String service, String path) {
        if (absent.containsKey(service)) {
            return Optional.empty();
        }
        try {
            Answer answer = known.computeIfAbsent(service, services).get(path);
            return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.expectSuccess());
        } catch (CpqFailure failure) {
            absent.put(service, String.valueOf(failure.getMessage()));
            return Optional.empty();
        }
    }

    /** The items of all pages, up to ten pages. */
    List<JsonNode> list(String service, String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = path;
        for (int page = 0; page < MOST_PAGES && !next.isEmpty(); page++) {
            Optional<JsonNode> answer = ask(service, next);
            answer.ifPresent(found -> items.addAll(Json.list(found.path("items"))));
            next = answer.filter(found -> found.hasNonNull("nextCursor"))
                    .map(found -> path + "&cursor="
                            + Api.encode(found.path("nextCursor").asText()))
                    .orElse("");
        }
        return items;
    }

    List<Absent> absent() {
        return absent.entrySet().stream()
                .map(away -> new Absent(away.getKey(), away.getValue()))
                .toList();
    }
}
