package io.cpqoms.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.client.Answer;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.explain.Facts.Absent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The services, asked one after the other. What one leaves unanswered is kept question by question; who has left two without an answer is
 * not asked again, so that a frozen service costs no more than twice the patience for it.
 */
final class Sources {

    private static final int NOT_FOUND = 404;
    private static final int MOST_PAGES = 10;
    private static final int ENOUGH = 2;

    private final Function<String, Service> services;
    private final Map<String, Service> known = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> unanswered = new LinkedHashMap<>();
    private final Set<String> answered = new HashSet<>();

    /** A service that may be asked. */
    @FunctionalInterface
    interface Service {

        Answer get(String path);
    }

    /**
     * A list, as far as it was read.
     *
     * @param cut whether it goes on behind what was read, because it is too long
     * @param whole whether this is all of it: not cut, and every page was answered
     */
    record Listing(List<JsonNode> items, boolean cut, boolean whole) {}

    Sources(Function<String, Service> services) {
        this.services = services;
    }

    /** The answer; empty when there is no such thing, or nobody answered, which is kept in {@link #absent}. */
    Optional<JsonNode> ask(String service, String path) {
        Map<String, String> open = unanswered.getOrDefault(service, Map.of());
        if (open.containsKey(path)) {
            return Optional.empty();
        }
        if (open.size() >= ENOUGH) {
            leave(service, path, "not asked any more");
            return Optional.empty();
        }
        try {
            Answer answer = known.computeIfAbsent(service, services).get(path);
            answered.add(service);
            return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.expectSuccess());
        } catch (CpqFailure failure) {
            leave(service, path, String.valueOf(failure.getMessage()));
            return Optional.empty();
        }
    }

    private void leave(String service, String path, String why) {
        unanswered.computeIfAbsent(service, name -> new LinkedHashMap<>()).put(path, why);
    }

    /** Whether this very question was left without an answer. */
    boolean isUnanswered(String service, String path) {
        return unanswered.getOrDefault(service, Map.of()).containsKey(path);
    }

    /** The items of all pages, up to ten pages. */
    Listing list(String service, String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = path;
        boolean whole = true;
        for (int page = 0; page < MOST_PAGES && !next.isEmpty(); page++) {
            Optional<JsonNode> answer = ask(service, next);
            answer.ifPresent(found -> items.addAll(Json.list(found.path("items"))));
            whole = !isUnanswered(service, next);
            next = answer.filter(found -> found.hasNonNull("nextCursor"))
                    .map(found -> path + "&cursor="
                            + Api.encode(found.path("nextCursor").asText()))
                    .orElse("");
        }
        boolean cut = !next.isEmpty();
        return new Listing(List.copyOf(items), cut, whole && !cut);
    }

    /** What was not answered: of a service that answered nothing at all one for everything. */
    List<Absent> absent() {
        return unanswered.entrySet().stream()
                .flatMap(open -> open.getValue().entrySet().stream()
                        .map(question -> new Absent(
                                open.getKey(),
                                answered.contains(open.getKey()) ? Optional.of(question.getKey()) : Optional.empty(),
                                question.getValue()))
                        .limit(answered.contains(open.getKey()) ? Long.MAX_VALUE : 1))
                .toList();
    }
}
