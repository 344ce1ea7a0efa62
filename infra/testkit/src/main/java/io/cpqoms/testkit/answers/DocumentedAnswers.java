package io.cpqoms.testkit.answers;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares an answer with its operation's document: status, headers of ours, media type, and the body with its schema. */
final class DocumentedAnswers implements Filter {

    /** Headers that mean something to a client; those of HTTP itself need no document. */
    private static final Set<String> MEANINGFUL =
            Set.of("etag", "location", "idempotency-replayed", "retry-after", "cpq-correlation-id");

    private static final int NOT_MODIFIED = 304;

    private final ApiDocumentFile document;

    DocumentedAnswers(ApiDocumentFile document) {
        this.document = document;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification ignored, FilterContext context) {
        Response response = context.next(request, ignored);
        URI address = URI.create(request.getURI());
        String path = address.getRawPath();
        document.operation(request.getMethod(), path).ifPresent(operation -> {
            List<String> faults = faults(operation, response, isCut(address));
            if (!faults.isEmpty()) {
                throw new AssertionError("%s %s answered what %s does not promise: %s%nThe answer: %s %s"
                        .formatted(
                                request.getMethod(),
                                path,
                                document,
                                faults,
                                response.statusCode(),
                                response.asString()));
            }
        });
        return response;
    }

    /** Who names the members he wants gets no others, also none that are always there otherwise. */
    private static boolean isCut(URI address) {
        return address.getRawQuery() != null && address.getRawQuery().matches("(.*&)?fields=.*");
    }

    private static List<String> faults(ApiDocumentFile.Operation operation, Response response, boolean cut) {
        Optional<ApiDocumentFile.Answer> documented = operation.answer(response.statusCode());
        if (documented.isEmpty()) {
            return List.of("status " + response.statusCode() + " is not there");
        }
        ApiDocumentFile.Answer answer = documented.get();
        Set<String> undocumented = new TreeSet<>();
        response.headers().asList().stream()
                .map(header -> header.getName().toLowerCase(Locale.ROOT))
                .filter(MEANINGFUL::contains)
                .filter(name -> !answer.headers().contains(name))
                .forEach(undocumented::add);
        if (!undocumented.isEmpty()) {
            return List.of("headers " + undocumented + " are not there");
        }
        Set<String> missing = new TreeSet<>(answer.requiredHeaders());
        response.headers()
                .asList()
                .forEach(header -> missing.remove(header.getName().toLowerCase(Locale.ROOT)));
        if (!missing.isEmpty()) {
            return List.of("headers " + missing + " are promised");
        }
        return response.statusCode() == NOT_MODIFIED
                ? answer.faultsOfNothing(response.asString())
                : answer.faultsOf(mediaType(response.contentType()), response.asString(), cut);
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip();
    }
}
