package io.cpqoms.testkit.answers;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds what REST Assured receives against the document of the service. */
final class DocumentedAnswers implements Filter {

    private final PromisedAnswers promised;

    DocumentedAnswers(PromisedAnswers promised) {
        this.promised = promised;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification ignored, FilterContext context) {
        Response response = context.next(request, ignored);
        URI address = URI.create(request.getURI());
        String target = address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().forEach(header -> headers.put(header.getName(), header.getValue()));
        List<String> faults = promised.faults(
                request.getMethod(), target, new ReceivedAnswer(response.statusCode(), headers, response.asString()));
        if (!faults.isEmpty()) {
            throw new AssertionError("%s %s answered what %s does not promise: %s%nThe answer: %s %s"
                    .formatted(
                            request.getMethod(), target, promised, faults, response.statusCode(), response.asString()));
        }
        return response;
    }
}
