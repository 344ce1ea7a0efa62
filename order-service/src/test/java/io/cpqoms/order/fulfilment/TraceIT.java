package io.cpqoms.order.fulfilment;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.order.CollectedSpans;
import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.Scene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
class TraceIT {

    @Inject
    CollectedSpans spans;

    @Test
    @Tag("OUT-06")
    void theCallersTraceReachesThePartnerAndTheOutbox() {
        Scene.Released order = Scene.released();
        String task = order.task("reserve", 0);
        String traceId = UUID.randomUUID().toString().replace("-", "");

        Scene.service()
                .header("If-Match", "*")
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .post("/orders/" + order.orderId() + "/tasks/" + task + "/perform")
                .then()
                .statusCode(200);

        await().untilAsserted(() -> assertThat(spans.ofTrace(traceId))
                .extracting(SpanData::getKind)
                .contains(SpanKind.SERVER, SpanKind.CLIENT));
        List<Object> published = PostgresServer.rows("orders")
                .query(
                        "select event_type from outbox_message where aggregate_id = ? and traceparent like ? order by id",
                        order.orderId(),
                        "00-" + traceId + "-%")
                .stream()
                .<Object>map(row -> row.get("event_type"))
                .toList();
        assertThat(published).containsExactly("OrderTaskStarted", "OrderTaskCompleted");
    }
}
