package io.cpqoms.testkit.answers;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets every test of a service fail that receives an answer which the service's checked-in document does not promise. It
 * is a service of the Quarkus test framework, so that no test has to ask for it and none can forget it.
 */
public final class AnswersAreDocumented implements QuarkusTestBeforeEachCallback {

    private static final Path DOCUMENT = Path.of("src/main/resources/openapi/openapi.yaml");

    private final List<Filter> filters =
            Files.exists(DOCUMENT) ? List.of(new DocumentedAnswers(PromisedAnswers.of(DOCUMENT))) : List.of();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(filters);
    }
}
