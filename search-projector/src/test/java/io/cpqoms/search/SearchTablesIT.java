package io.cpqoms.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.retention.Retention;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table of this service's database has somebody who purges it, or says why not. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("K17")
class SearchTablesIT {

    @Inject
    Retention retention;

    @Test
    void noTableGrowsForEverWithoutAReason() {
        assertThat(retention.findings()).isEmpty();
    }
}
