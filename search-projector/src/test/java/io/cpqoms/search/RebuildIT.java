package io.cpqoms.search;

import static io.cpqoms.search.Drills.arm;
import static io.cpqoms.search.Drills.awaitReached;
import static io.cpqoms.search.Drills.release;
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
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The search index built anew from the topic while live events go on, and swapped in only when it is as good. */
@QuarkusTest
@TestProfile(RebuildsInSmallSteps.class)
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
        Drills.disarm();
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
        List<UUID> during = new CopyOnWriteArrayList<>();
        Thread load = Thread.ofPlatform().start(() -> {
            while (loading.get()) {
                UUID id = UUID.randomUUID();
                scene.publish(id, 1, "QuoteCreated");
                scene.publish(
                        quotes.get(during.size() % quotes.size()), 2 + during.size() / quotes.size(), "QuotePriced");
                during.add(id);
            }
        });

        arm("replay.step");
        JsonNode report;
        try {
            String id = scene.begin("REPLAY_REBUILD", true, 2000);
            awaitReached("replay.step");
            int alreadyThere = during.size();
            await("live events while it runs").until(() -> during.size() > alreadyThere + 20);
            release("replay.step");
            report = scene.awaitEnd(id);
        } finally {
            loading.set(false);
            join(load);
        }

        assertThat(report.at("/run/state").asText()).isEqualTo("COMPLETED");
        assertThat(report.at("/run/comparison/missing").asLong()).isZero();
        assertThat(report.at("/run/comparison/different").asLong()).isEqualTo(1);
        scene.awaitOnlyTheLiveIndex();
        assertThat(scene.liveIndex()).isNotEqualTo(before);
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
        scene.created(300);
        scene.awaitTotal("", 300);
        String before = scene.liveIndex();
        arm("replay.step");
        String id = scene.begin("REPLAY_REBUILD", false, 80);
        awaitReached("replay.step");
        assertThat(scene.report(id).at("/total/applied").asLong()).isPositive();

        scene.command(id, "stop", "operator-1");
        release("replay.step");

        await().until(() -> scene.report(id).at("/run/state").asText().equals("STOPPED"));
        assertThat(scene.liveIndex()).isEqualTo(before);
        assertThat(scene.indexes()).containsExactly(before);
        assertThat(QuotesScene.database().number("select count(*) from projection_rebuild"))
                .isZero();
        scene.awaitTotal("", 300);
    }

    @Test
    void namesProductsOfACatalogThatComesWhileItRuns() {
        scene.created(60);
        scene.awaitTotal("", 60);
        arm("replay.caught-up");
        String id = scene.begin("REPLAY_REBUILD", true, 2000);
        awaitReached("replay.caught-up");

        UUID catalog = UUID.randomUUID();
        KafkaBroker.records()
                .publish(List.of(
                        SampleEvent.of("cpq.catalog.CatalogPartPublished.v1")
                                .tenant(scene.tenant())
                                .aggregate(catalog, 1)
                                .on(CATALOG),
                        SampleEvent.of("cpq.catalog.CatalogVersionPublished.v1")
                                .tenant(scene.tenant())
                                .aggregate(catalog, 2)
                                .on(CATALOG)));

        scene.awaitTotal("q=cabrales", 60);
        release("replay.caught-up");
        assertThat(scene.awaitEnd(id).at("/run/state").asText()).isEqualTo("COMPLETED");
        scene.awaitOnlyTheLiveIndex();
        scene.awaitTotal("q=cabrales", 60);
    }

    @Test
    @Tag("REP-01")
    void findsEventsThatNeverReachedTheirDocument() {
        List<UUID> quotes = scene.created(3);
        scene.awaitTotal("", 3);
        scene.awaitCommitted(3);
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
