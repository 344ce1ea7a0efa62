package io.cpqoms.search;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The search index built anew from the topic while live events go on, and swapped in only when it is as good. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("SRC-02")
class RebuildIT {

    private static final String CATALOG = "cpq.catalog.publications.v1";

    private final QuotesScene scene = new QuotesScene();

    @BeforeEach
    void liveHasEverything() {
        scene.makeLiveWhatIsOnTheTopic();
    }

    @Test
    @Tag("REP-04")
    void swapsInARebuiltIndexUnderLiveLoadAndLosesNothing() {
        List<UUID> quotes = scene.created(300);
        scene.awaitTotal("", 300);
        String before = scene.liveIndex();
        scene.scribbleOver(quotes.getFirst());
        AtomicBoolean loading = new AtomicBoolean(true);
        List<UUID> during = new ArrayList<>();
        Thread load = Thread.ofPlatform().start(() -> {
            while (loading.get()) {
                UUID id = UUID.randomUUID();
                scene.publish(id, 1, "QuoteCreated");
                scene.publish(
                        quotes.get(during.size() % quotes.size()), 2 + during.size() / quotes.size(), "QuotePriced");
                during.add(id);
            }
        });

        JsonNode report = scene.run("REPLAY_REBUILD", true, 400);

        loading.set(false);
        join(load);
        assertThat(report.at("/run/state").asText()).isEqualTo("COMPLETED");
        assertThat(report.at("/run/comparison/missing").asLong()).isZero();
        assertThat(report.at("/run/comparison/different").asLong()).isEqualTo(1);
        scene.awaitOnlyTheLiveIndex();
        assertThat(scene.liveIndex()).isNotEqualTo(before);
        assertThat(during).as("live events while it ran").hasSizeGreaterThan(20);
        scene.awaitTotal("", 300 + during.size());
        assertThat(scene.search("?q=" + quotes.getFirst())
                        .at("/items/0/customerId")
                        .asText())
                .as("the scribbled document is right again")
                .isEqualTo("VINET");
        assertThat(scene.differencesBetweenRowsAndIndex()).isEmpty();
    }

    @Test
    void refusesToSwapWhatDiffersUntilSomebodyAcceptsIt() {
        List<UUID> quotes = scene.created(5);
        scene.awaitTotal("", 5);
        String before = scene.liveIndex();
        scene.scribbleOver(quotes.get(2));

        JsonNode refused = scene.run("REPLAY_REBUILD", false, 2000);

        assertThat(refused.at("/run/state").asText()).isEqualTo("REJECTED");
        assertThat(refused.at("/run/comparison/samples/0").asText())
                .isEqualTo(scene.tenant() + ":" + quotes.get(2) + " differs from live at version 1");
        scene.awaitOnlyTheLiveIndex();
        assertThat(scene.liveIndex()).isEqualTo(before);

        JsonNode equal = scene.run("REPLAY_REBUILD", true, 2000);
        assertThat(equal.at("/run/state").asText()).isEqualTo("COMPLETED");
        JsonNode shadow = scene.run("SHADOW", false, 2000);
        assertThat(shadow.at("/run/state").asText()).isEqualTo("COMPLETED");
        assertThat(shadow.at("/run/comparison/live/hash").asText())
                .isEqualTo(shadow.at("/run/comparison/shadow/hash").asText());
    }

    @Test
    void leavesTheLiveIndexUntouchedWhenItIsStopped() {
        scene.created(100);
        scene.awaitTotal("", 100);
        String before = scene.liveIndex();
        String id = scene.begin("REPLAY_REBUILD", false, 20);
        await().atMost(QuotesScene.PATIENCE)
                .until(() -> scene.report(id).at("/total/applied").asLong() > 0);

        scene.command(id, "stop", "operator-1");

        await().atMost(QuotesScene.PATIENCE)
                .until(() -> scene.report(id).at("/run/state").asText().equals("STOPPED"));
        assertThat(scene.liveIndex()).isEqualTo(before);
        assertThat(scene.indexes()).containsExactly(before);
        assertThat(QuotesScene.database().number("select count(*) from projection_rebuild"))
                .isZero();
        scene.awaitTotal("", 100);
    }

    @Test
    void namesProductsOfACatalogThatComesWhileItRuns() {
        scene.created(60);
        scene.awaitTotal("", 60);
        String id = scene.begin("REPLAY_REBUILD", true, 300);
        await().atMost(QuotesScene.PATIENCE)
                .until(() -> scene.report(id).at("/total/applied").asLong() > 0);

        KafkaBroker.records()
                .publish(List.of(SampleEvent.of("cpq.catalog.CatalogVersionPublished.v1")
                        .tenant(scene.tenant())
                        .aggregate(UUID.randomUUID(), 1)
                        .on(CATALOG)));

        await().atMost(QuotesScene.PATIENCE)
                .until(() -> scene.report(id).at("/run/state").asText().equals("COMPLETED"));
        scene.awaitTotal("q=cabrales", 60);
    }

    @Test
    @Tag("REP-01")
    void findsEventsThatNeverReachedTheirDocument() {
        List<UUID> quotes = scene.created(3);
        scene.awaitTotal("", 3);
        QuotesScene.database()
                .execute(
                        "delete from projection_document where tenant_id = ? and id = ?",
                        scene.tenant(),
                        quotes.get(1).toString());

        JsonNode report = scene.run("REPLAY_VALIDATE_ONLY", false, 2000);

        assertThat(report.at("/run/state").asText()).isEqualTo("REJECTED");
        assertThat(report.at("/run/findingSamples").toString())
                .contains(scene.tenant() + ":quote:" + quotes.get(1) + " has no QuoteCreated (version 1)");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
