package io.cpqoms.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    public Problem {
        extensions = Map.copyOf(extensions);
        violations = List.copyOf(violations);
    }

    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(slug, title, status, detail, Map.of(), List.of());
    }

    public static Problem invalidInput(List<Violation> violations) {
        String detail = violations.size() == 1
                ? violations.getFirst().field() + ": " + violations.getFirst().message()
                : violations.size() + " fields are wrong; see violations";
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

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
