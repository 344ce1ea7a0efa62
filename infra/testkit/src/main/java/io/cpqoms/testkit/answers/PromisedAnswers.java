package io.cpqoms.testkit.answers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares an answer with its operation's document: status, headers of ours, media type, and the body with its schema. */
public final class PromisedAnswers {

    /** Headers that mean something to a client; those of HTTP itself need no document. */
    private static final Set<String> MEANINGFUL =
            Set.of("etag", "location", "idempotency-replayed", "retry-after", "cpq-correlation-id");

    /** Who names the members he wants gets no others, also none that are always there otherwise. */
    private static final Pattern CUT = Pattern.compile("(.*&)?fields=.*");

    private static final int NOT_MODIFIED = 304;

    private final ApiDocumentFile document;

    PromisedAnswers(ApiDocumentFile document) {
        this.document = document;
    }

    /** @param document a service's checked-in OpenAPI document */
    public static PromisedAnswers of(Path document) {
        return new PromisedAnswers(ApiDocumentFile.read(document));
    }

    /**
     * What of an answer the document does not promise; nothing when it knows no such path or method.
     *
     * @param target path and query as they were sent
     */
    public List<String> faults(String method, String target, ReceivedAnswer answer) {
        String[] parts = target.split("\\?", 2);
        boolean cut = parts.length > 1 && CUT.matcher(parts[1]).matches();
        return document.operation(method, parts[0])
                .map(operation -> faults(operation, answer, cut))
                .orElse(List.of());
    }

    private static List<String> faults(ApiDocumentFile.Operation operation, ReceivedAnswer received, boolean cut) {
        Optional<ApiDocumentFile.Answer> documented = operation.answer(received.status());
        if (documented.isEmpty()) {
            return List.of("status " + received.status() + " is not there");
        }
        ApiDocumentFile.Answer answer = documented.get();
        Set<String> undocumented = new TreeSet<>(received.names());
        undocumented.retainAll(MEANINGFUL);
        undocumented.removeAll(answer.headers());
        if (!undocumented.isEmpty()) {
            return List.of("headers " + undocumented + " are not there");
        }
        Set<String> missing = new TreeSet<>(answer.requiredHeaders());
        missing.removeAll(received.names());
        if (!missing.isEmpty()) {
            return List.of("headers " + missing + " are promised");
        }
        return received.status() == NOT_MODIFIED
                ? answer.faultsOfNothing(received.body())
                : answer.faultsOf(received.mediaType(), received.body(), cut);
    }

    @Override
    public String toString() {
        return document.toString();
    }
}
