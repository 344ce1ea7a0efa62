package io.cpqoms.search.index;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.search.QuotesScene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The row that says which index is live, and the alias that follows it whatever has happened to either. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("SRC-02")
class LiveIndexIT {

    private static final String OLD = "cpq-quotes-old";
    private static final String NEXT = "cpq-orders-next";
    private static final int INSTANCES = 4;

    private final QuotesScene scene = new QuotesScene();

    @Inject
    LiveIndexes live;

    @Inject
    LiveAlias alias;

    @Inject
    IndexCalls calls;

    @BeforeEach
    void isSetUp() {
        await().until(() ->
                !calls.behind("cpq-quotes").isEmpty() && scene.liveIndex().equals(scene.namedIndex()));
    }

    @AfterEach
    void makesNoIndexUp() {
        makesIndexesUp("null");
    }

    @Test
    void theAliasFollowsWhenARunDiedBeforeItCouldMoveIt() {
        scene.created(1);
        scene.awaitTotal("", 1);
        calls.create(DocumentKind.QUOTE, OLD);
        calls.point("cpq-quotes", OLD);

        await().until(() -> scene.liveIndex().equals(scene.namedIndex()));

        scene.awaitTotal("", 1);
        calls.call("DELETE", "/" + OLD, "").orFail("the old index could not be removed");
    }

    @Test
    void whatTheAliasPointedToBeforeThereWasARowStaysLive() {
        scene.created(1);
        scene.awaitTotal("", 1);
        String index = scene.liveIndex();
        calls.call("DELETE", "/" + index + "/_alias/" + IndexCalls.ownAlias(index), "")
                .orFail("its own alias could not be removed");
        QuotesScene.database().execute("delete from projection_index where kind = 'quote'");

        scene.created(1);

        scene.awaitTotal("", 2);
        assertThat(scene.namedIndex()).isEqualTo(index);
        assertThat(calls.behind(IndexCalls.ownAlias(index))).containsExactly(index);
    }

    @Test
    void aLostIndexComesBackWithItsMappingsAndNeverByAWrite() {
        String index = scene.liveIndex();
        makesIndexesUp("true");
        calls.call("DELETE", "/" + index, "").orFail("the index could not be removed");

        scene.created(1);

        await().until(() -> scene.liveIndex().equals(index));
        scene.awaitTotal("", 1);
        JsonNode mappings =
                calls.call("GET", "/" + index + "/_mapping", "").body().at("/" + index + "/mappings");
        assertThat(mappings.path("dynamic").asText()).isEqualTo("false");
        assertThat(mappings.at("/properties/quoteId/type").asText()).isEqualTo("keyword");
    }

    @Test
    void instancesThatStartAtOnceAgreeOnOneIndex() throws Exception {
        String index = String.join("", calls.behind("cpq-orders"));
        QuotesScene.database().execute("delete from projection_index where kind = 'order'");
        calls.call("DELETE", "/" + index, "").orFail("the index could not be removed");
        Callable<String> start = () -> alias.follow(DocumentKind.ORDER);

        try (ExecutorService instances = Executors.newFixedThreadPool(INSTANCES)) {
            for (Future<String> started : instances.invokeAll(Collections.nCopies(INSTANCES, start))) {
                assertThat(started.get()).isEqualTo("cpq-orders-v1");
            }
        }

        assertThat(calls.behind("cpq-orders")).isEqualTo(Set.of("cpq-orders-v1"));
        assertThat(calls.behind(IndexCalls.ownAlias("cpq-orders-v1"))).isEqualTo(Set.of("cpq-orders-v1"));
    }

    @Test
    @Tag("REP-04")
    void aBatchThatComesAfterASwapNeitherOvertakesItNorWritesToTheOldIndex() throws Exception {
        Set<DocumentKind> orders = Set.of(DocumentKind.ORDER);
        String before = alias.follow(DocumentKind.ORDER);
        List<String> inTurn = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch sharing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService instances = Executors.newFixedThreadPool(INSTANCES)) {
            Future<?> under = instances.submit(inTransaction(() -> {
                live.shared(orders);
                sharing.countDown();
                return mayEnd.await(1, TimeUnit.MINUTES);
            }));
            sharing.await();
            Future<?> swap = instances.submit(inTransaction(() -> {
                live.hold(DocumentKind.ORDER);
                live.become(DocumentKind.ORDER, NEXT);
                return inTurn.add("swap");
            }));
            awaitWaiting(1);
            Future<?> after = instances.submit(
                    inTransaction(() -> inTurn.add(live.shared(orders).target(DocumentKind.ORDER))));
            awaitWaiting(2);
            mayEnd.countDown();
            for (Future<?> each : List.of(under, swap, after)) {
                each.get(1, TimeUnit.MINUTES);
            }
        } finally {
            QuotesScene.database().execute("update projection_index set index_name = ? where kind = 'order'", before);
        }

        assertThat(inTurn).containsExactly("swap", IndexCalls.ownAlias(NEXT));
    }

    private static Callable<Boolean> inTransaction(Callable<Boolean> work) {
        return () -> QuarkusTransaction.requiringNew().call(work);
    }

    private static void awaitWaiting(int count) {
        await().until(() -> QuotesScene.database().number("select count(*) from pg_locks where not granted") >= count);
    }

    /** The platform's own servers make no index up; others may. */
    private void makesIndexesUp(String value) {
        calls.call("PUT", "/_cluster/settings", "{\"persistent\": {\"action.auto_create_index\": " + value + "}}")
                .orFail("the cluster's setting could not be changed");
    }
}
