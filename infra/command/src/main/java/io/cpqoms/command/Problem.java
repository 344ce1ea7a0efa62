package io.cpqoms.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A refusal as a value: what RFC 9457 problem+json says to the client. The detail says what would be right.
 *
 * @param slug the stable part of the problem's type, {@code urn:cpq:problem:<slug>}; clients switch on it
 */
public record Problem(
        String slug,
        String title,
        int status,
        String detail,
        Map<String, Object> extensions,
        List<Violation> violations) {

    /** Extension member that is also sent as the header Retry-After, in seconds. */
    public static final String RETRY_AFTER = "retryAfter";

    /** Extension member that says how many violations were found beyond those that are listed. */
    public static final String MORE_VIOLATIONS = "moreViolations";

    /** How many violations an answer lists; who mends these learns of the rest. */
    static final int MOST_VIOLATIONS = 50;

    public Problem {
        if (violations.size() > MOST_VIOLATIONS) {
            Map<String, Object> more = new LinkedHashMap<>(extensions);
            more.put(MORE_VIOLATIONS, violations.size() - MOST_VIOLATIONS);
            extensions = more;
            violations = violations.subList(0, MOST_VIOLATIONS);
        }
        extensions = Map.copyOf(extensions);
        violations = List.copyOf(violations);
    }

    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(slug, title, status, detail, Map.of(), List.of());
    }

    public static Problem invalidInput(List<Violation> violations) {
        String detail = violations.size() == 1
                ? violations.getFirst().field() + ": " + violations.getFirst().message()
                : (violations.size() < BodyRules.MOST_FOUND ? "" : "at least ")
                        + violations.size() + " fields are wrong; see violations"
                        + (violations.size() > MOST_VIOLATIONS ? " for the first " + MOST_VIOLATIONS : "");
        return new Problem("invalid-input", "Invalid input", 400, detail, Map.of(), violations);
    }

    public static Problem invalidInput(String field, String message) {
        return invalidInput(List.of(new Violation(field, message)));
    }

    public static Problem malformedJson(String detail) {
        return of(400, "malformed-json", "Malformed JSON", detail);
    }

    /** For an unknown id and for one of another tenant alike, so that nobody can learn what others have. */
    public static Problem notFound(String what, String id) {
        return of(404, "not-found", "Not found", "There is no " + what + " " + id + ".");
    }

    /** The stable name of the kind of refusal, as clients see it. */
    public String type() {
        return "urn:cpq:problem:" + slug;
    }

    public static Problem conflict(String slug, String title, String detail) {
        return of(409, slug, title, detail);
    }

    public static Problem illegalTransition(String command, String state, List<String> legalCommands) {
        String legal = legalCommands.isEmpty()
                ? "no command is legal in this state any more"
                : "legal now: " + String.join(", ", legalCommands);
        return conflict(
                        "illegal-transition",
                        "Illegal transition",
                        command + " is refused in state " + state + "; " + legal)
                .with("state", state)
                .with("legalCommands", List.copyOf(legalCommands));
    }

    public static Problem unauthenticated(String detail) {
        return of(401, "unauthenticated", "Unauthenticated", detail);
    }

    public static Problem forbidden(String detail) {
        return of(403, "forbidden", "Forbidden", detail);
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(slug, title, status, detail, more, violations);
    }

    /** The members of its problem+json, in the order in which people read them. */
    Map<String, Object> members(String instance, UUID correlationId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type());
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.put("instance", instance);
        members.put("correlationId", correlationId);
        members.putAll(extensions);
        if (!violations.isEmpty()) {
            members.put("violations", violations);
        }
        return members;
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
