package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cpqoms.testkit.answers.PromisedAnswers;
import io.cpqoms.testkit.answers.ReceivedAnswer;
import io.cpqoms.testkit.fuzz.FuzzCase.Expected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Says what is wrong with an answer, whatever the request was. */
final class Judge {

    /** No answer may be later. */
    static final Duration LATEST = Duration.ofSeconds(2);

    private static final int BUSY = 503;
    private static final int BAD_REQUEST = 400;
    private static final List<String> OF_A_PROBLEM =
            List.of("type", "title", "status", "detail", "instance", "correlationId");

    /** What only somebody who reads the source should know. */
    private static final Pattern INSIDE = Pattern.compile(
            "(\\bat |[(\"' ])(io\\.cpqoms|java|javax|jakarta|org\\.(postgresql|hibernate|jboss|camunda)|com\\.fasterxml|io\\.quarkus)\\.[a-z]"
                    + "|Exception\\b|SQLSTATE|\\bnull pointer\\b",
            Pattern.CASE_INSENSITIVE);

    /** What is new in each answer: its conversation, and how old what it tells is. */
    private static final Pattern OF_THE_MOMENT =
            Pattern.compile("\"correlationId\":\"[^\"]*\"|\"freshness\":\\{[^}]*}");

    private final List<PromisedAnswers> promised;
    private final Collection<String> foreign;

    /** @param foreign what nobody but the other tenant may ever read */
    Judge(List<PromisedAnswers> promised, Collection<String> foreign) {
        this.promised = promised;
        this.foreign = foreign;
    }

    List<String> faults(FuzzCase one, WireAnswer answer) {
        Expected expected = one.expected();
        List<String> faults = new ArrayList<>();
        if (answer.status() == WireAnswer.SILENT) {
            return List.of("no answer");
        }
        if (answer.took().compareTo(LATEST) > 0) {
            faults.add("answered after " + answer.took().toMillis() + " ms");
        }
        if (answer.status() == WireAnswer.CLOSED) {
            return expected.bare() ? faults : List.of("hung up without an answer");
        }
        if (answer.status() == WireAnswer.SWITCHED) {
            return List.of("speaks another protocol when asked to");
        }
        boolean busy = answer.status() == BUSY && answer.header("Retry-After").isPresent();
        if (answer.isFailure() && !busy && !isNotImplemented(expected, answer)) {
            faults.add("failed");
        }
        if (expected.refused() && !answer.isRefusal()) {
            faults.add("took what it must refuse");
        }
        expected.names()
                .filter(name -> answer.isRefusal() && !busy && one.request().isUri())
                .ifPresent(name -> named(name, answer, faults));
        boolean bare = expected.bare() || !one.request().isUri();
        if (!(bare && answer.isRefusal() && answer.body().isEmpty())) {
            form(one, answer, faults);
        }
        secrets(one, answer, faults);
        return faults;
    }

    /** 501 is what HTTP wants for a method or an encoding of the connection that nobody knows. */
    private static boolean isNotImplemented(Expected expected, WireAnswer answer) {
        return expected.bare() && answer.status() == 501;
    }

    private static void named(String name, WireAnswer answer, List<String> faults) {
        if (answer.status() != BAD_REQUEST) {
            faults.add("is wrong at " + name + " and not refused with 400");
            return;
        }
        boolean named = false;
        for (JsonNode violation : json(answer).path("violations")) {
            String field = violation.path("field").asText();
            named |= field.equalsIgnoreCase(name) || field.startsWith(name + ".") || field.startsWith(name + "[");
        }
        if (!named) {
            faults.add("does not name " + name);
        }
    }

    private void form(FuzzCase one, WireAnswer answer, List<String> faults) {
        String method = one.request().method();
        if (method.equals("HEAD")) {
            return;
        }
        if (answer.isRefusal()) {
            JsonNode problem = json(answer);
            if (!answer.mediaType().equals("application/problem+json")) {
                faults.add("refused without a problem: '" + answer.mediaType() + "'");
                return;
            }
            OF_A_PROBLEM.stream()
                    .filter(member -> !problem.has(member))
                    .forEach(member -> faults.add("a problem without " + member));
        }
        if (!one.request().isPlain() || !method.equals(method.toUpperCase(Locale.ROOT))) {
            return;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().forEach(header -> headers.put(header.name(), header.value()));
        ReceivedAnswer received = new ReceivedAnswer(answer.status(), headers, answer.body());
        promised.stream()
                .flatMap(document -> document.faults(method, one.request().target(), received).stream())
                .forEach(fault -> faults.add("not as promised: " + fault));
    }

    private void secrets(FuzzCase one, WireAnswer answer, List<String> faults) {
        if (answer.isRefusal() && INSIDE.matcher(answer.body()).find()) {
            faults.add("tells of its inside");
        }
        if (answer.header("Fuzz-Injected").isPresent()) {
            faults.add("has a header that the request put there");
        }
        String sent =
                one.request().target() + new String(one.request().body(), java.nio.charset.StandardCharsets.UTF_8);
        foreign.stream()
                .filter(id -> answer.body().contains(id) && !sent.contains(id))
                .forEach(id -> faults.add("tells of another tenant's " + id));
    }

    /** How two answers differ that must be alike but for the ids that their requests name. */
    List<String> differences(FuzzCase one, WireAnswer answer, WireAnswer twin) {
        WireRequest other = one.twin().orElseThrow();
        String first = comparable(answer, one.request());
        String second = comparable(twin, other);
        return first.equals(second)
                ? List.of()
                : List.of("another tenant's differs from an unknown one: " + first + " but " + second);
    }

    private static String comparable(WireAnswer answer, WireRequest request) {
        StringBuilder text = new StringBuilder(answer.status() + "\n");
        answer.headers().stream()
                .filter(header -> !header.name().equalsIgnoreCase("Date")
                        && !header.name().equalsIgnoreCase("Cpq-Correlation-Id")
                        && !header.name().equalsIgnoreCase("Content-Length"))
                .map(header -> header.name() + ": " + header.value() + "\n")
                .sorted()
                .forEach(text::append);
        String body = answer.body();
        for (String part : request.target().split("[/?&=]")) {
            body = part.length() > 8 ? body.replace(part, "@") : body;
        }
        JsonNode members = request.body().length == 0 ? MissingNode.getInstance() : json(request.body());
        for (JsonNode member : members) {
            JsonNode named = member.isArray() && member.size() == 1 ? member.path(0) : member;
            body = named.isTextual() && named.asText().length() > 8 ? body.replace(named.asText(), "@") : body;
        }
        return text.append(OF_THE_MOMENT.matcher(body).replaceAll("")).toString();
    }

    private static JsonNode json(WireAnswer answer) {
        return json(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static JsonNode json(byte[] text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
