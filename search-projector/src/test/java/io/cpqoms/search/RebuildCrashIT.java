package io.cpqoms.search;

import static io.cpqoms.search.Drills.arm;
import static io.cpqoms.search.Drills.awaitReached;
import static io.cpqoms.search.Drills.release;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rebuilds that break where it would hurt most: before the commit of their swap, and between it and the alias. */
@QuarkusTest
@TestProfile(RebuildsInSmallSteps.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("SRC-02")
@Tag("REP-03")
class RebuildCrashIT {

    /** The connection of the swap: only its transaction has changed which index is live. */
    private static final String END_THE_SWAP = """
            select count(pg_terminate_backend(pid)) from pg_locks
             where relation = 'projection_index'::regclass and mode = 'RowExclusiveLock' and granted""";

    private final QuotesScene scene = new QuotesScene();

    @BeforeEach
    void liveHasEverything() {
        Drills.disarm();
        scene.makeLiveWhatIsOnTheTopic();
    }

    @Test
    void goesOnWhenTheTransactionOfTheSwapIsLostAndLosesNothing() {
        scene.created(50);
        scene.awaitTotal("", 50);
        String before = scene.liveIndex();
        arm("replay.caught-up");
        String id = scene.begin("REPLAY_REBUILD", false, 2000);
        awaitReached("replay.caught-up");
        scene.created(10);
        scene.awaitTotal("", 60);
        arm("replay.swapped");
        release("replay.caught-up");
        awaitReached("replay.swapped");

        assertThat(QuotesScene.database().number(END_THE_SWAP)).isEqualTo(1);
        scene.created(5);
        scene.awaitTotal("", 65);
        assertThat(scene.liveIndex()).as("live goes on where it was").isEqualTo(before);
        release("replay.swapped");
        // A database that goes away in the commit is away like any other time: the run goes on by itself when it is
        // back.

        JsonNode report = scene.awaitEnd(id);
        assertThat(report.at("/run/state").asText())
                .as(report.at("/run").toString())
                .isEqualTo("COMPLETED");
        assertThat(report.at("/run/comparison/missing").asLong()).isZero();
        assertThat(report.at("/run/comparison/different").asLong()).isZero();
        scene.awaitOnlyTheLiveIndex();
        assertThat(scene.liveIndex()).isNotEqualTo(before);
        scene.awaitTotal("", 65);
        assertThat(scene.differencesBetweenRowsAndIndex()).isEmpty();
    }

    @Test
    void standsStillBetweenCommitAndAliasAndThenShowsWhatCameMeanwhile() {
        scene.created(20);
        scene.awaitTotal("", 20);
        String before = scene.liveIndex();
        arm("replay.ended");
        String id = scene.begin("REPLAY_REBUILD", false, 2000);

        awaitReached("replay.ended");
        scene.created(3);
        scene.awaitDocuments(scene.namedIndex(), 23);

        assertThat(scene.report(id).at("/run/state").asText()).isEqualTo("COMPLETED");
        assertThat(scene.namedIndex()).isNotEqualTo(before);
        assertThat(scene.liveIndex()).as("queries read the old index").isEqualTo(before);
        assertThat(scene.search("?limit=1").path("total").asInt()).isEqualTo(20);

        release("replay.ended");
        scene.awaitOnlyTheLiveIndex();
        scene.awaitTotal("", 23);
        assertThat(scene.differencesBetweenRowsAndIndex()).isEmpty();
    }
}
