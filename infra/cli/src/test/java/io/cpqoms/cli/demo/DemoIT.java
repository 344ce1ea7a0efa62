package io.cpqoms.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.catalog.CatalogFileCases;
import io.cpqoms.cli.drill.ExplainCases;
import io.cpqoms.cli.generated.GeneratedWalk;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real {@code ./cpq demo} from a cold start, with the facts read from the stores themselves.
 *
 * <p>The steps share one stack and follow each other: a second run must find the first one's data and not mind it, nor what has
 * been stuck and explained between them. Of Northwind's orders every build takes the first forty, {@code cpq verify --full} a
 * hundred, {@code -Dcpq.demo.limit=0} all 830.
 */
@Tag("ENG-01")
@Tag("DOM-06")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class DemoIT {
    private static final int LIMIT = Integer.getInteger("cpq.demo.limit", Boolean.getBoolean("cpq.full") ? 100 : 40);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> SERVICES = Set.of(
            "quote-service",
            "order-service",
            "workflow-bridge",
            "search-projector",
            "notification-service",
            "audit-service");

    private static final ReadmeCommands README = ReadmeCommands.read(Checkout.root());

    private final Path home = Checkout.root().resolve("infra/cli/target/demo-it");
    private final StackPorts ports = StackPorts.free();
    private final TraceCollector traces = TraceCollector.listening();
    private final Launcher launcher =
            new Launcher(home, ports, Map.of("CPQ_OTLP_ENDPOINT", traces.endpoint(), "CPQ_CLASS_DATA", "read"));
    private final LocalStack stack =
            new LocalStack(StackOptions.of(Checkout.root()).withHome(home).withPorts(ports));

    @BeforeAll
    void beginWithNothing() {
        stack.reset(true, StackListener.SILENT);
    }

    @AfterAll
    void leaveNothingBehind() {
        stack.down(StackListener.SILENT);
        traces.close();
    }

    @Test
    @Order(1)
    void takesOneQuoteToAFulfilledOrderFromAColdStart() throws Exception {
        String tenant = launcher.succeed("demo").path("tenant").asText();

        try (StoredFacts facts = new StoredFacts(stack)) {
            assertThat(facts.texts(Store.QUOTE, "select state from quote where tenant_id = ?", tenant))
                    .containsExactly("ordered");
            assertThat(facts.texts(
                            Store.ORDER,
                            "select state || ' ' || fallouts || ' ' || open_fallouts from orders where tenant_id = ?",
                            tenant))
                    .as("one order, completed after its one fallout was repaired")
                    .containsExactly("completed 1 0");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(facts.texts(
                                    Store.WORKFLOW,
                                    "select proc_def_key_ from act_hi_procinst where business_key_ like ? and end_time_ is not null",
                                    tenant + ":%"))
                            .containsExactlyInAnyOrder("quote-approval", "quote-to-order", "order-fulfilment"));
            assertThat(facts.documents("cpq-quotes", tenant)).isEqualTo(1);
            assertThat(facts.documents("cpq-orders", tenant)).isEqualTo(1);
            assertMails(facts, tenant, 4);
            assertAudit(facts, tenant);
        }
    }

    /** From the REST call through outbox, topics, process and projection; what was refused before concerns nobody else. */
    @Test
    @Order(2)
    @Tag("OUT-06")
    @Tag("OPS-01")
    void acceptingItsQuoteWasOneTraceThroughAllServices() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(traces.servicesOfTraces("quote-service", "/accept"))
                        .filteredOn(services -> services.size() > 1)
                        .containsExactly(SERVICES));
        traces.forget();
    }

    @Test
    @Order(3)
    void takesNorthwindOrdersThroughTheSamePath() throws Exception {
        Sample sample = Sample.read(Checkout.northwind(), LIMIT);

        JsonNode answer = launcher.succeed("demo", "--data", "northwind", "--limit", Integer.toString(LIMIT));

        String tenant = answer.path("tenant").asText();
        long orders = sample.orders();
        try (StoredFacts facts = new StoredFacts(stack)) {
            assertThat(facts.count(
                            Store.QUOTE,
                            "select count(*) from quote where tenant_id = ? and state = 'ordered'",
                            tenant))
                    .isEqualTo(orders);
            assertThat(facts.decimal(Store.QUOTE, "select sum(exact_total) from quote where tenant_id = ?", tenant))
                    .isEqualByComparingTo(sample.exactNet());
            assertThat(facts.count(
                            Store.ORDER,
                            "select count(*) from orders where tenant_id = ? and state = 'completed'",
                            tenant))
                    .isEqualTo(orders);
            assertThat(facts.count(
                            Store.ORDER, "select count(distinct quote_id) from orders where tenant_id = ?", tenant))
                    .isEqualTo(orders);
            assertThat(facts.count(
                            Store.WORKFLOW,
                            "select count(distinct business_key_) from act_hi_procinst where business_key_ like ?"
                                    + " and proc_def_key_ = 'order-fulfilment' and end_time_ is not null",
                            tenant + ":order:%"))
                    .isEqualTo(orders);
            assertThat(facts.documents("cpq-quotes", tenant)).isEqualTo(orders);
            assertThat(facts.documents("cpq-orders", tenant)).isEqualTo(orders);
            assertMails(facts, tenant, 2 * orders + sample.needingApproval());
            assertAudit(facts, tenant);
        }
    }

    @Test
    @Order(4)
    @Tag("WFL-07")
    void showsTheProcessesAndTheirDiagramsInCockpit() throws Exception {
        CockpitVisit visit = new CockpitVisit(ports.http(StackPort.COCKPIT));

        visit.logIn("demo", stack.secrets().cockpitPassword());

        assertThat(visit.processDefinitions())
                .containsExactlyInAnyOrder("quote-approval", "quote-to-order", "order-fulfilment");
        assertThat(visit.model("order-fulfilment")).contains("<bpmndi:BPMNDiagram");
        assertThat(visit.engineRestStatus()).as("no open engine REST API").isEqualTo(404);
    }

    @Test
    @Order(4)
    @Tag("L2")
    void letsTheOperatorLookAndAdministerNobody() throws Exception {
        String password = stack.secrets().cockpitPassword();

        assertThat(new CockpitVisit(ports.http(StackPort.COCKPIT)).login("demo", password, "admin"))
                .isEqualTo(403);
        assertThat(new CockpitVisit(ports.http(StackPort.COCKPIT)).login("demo", password, "tasklist"))
                .isEqualTo(403);
        assertThat(password).hasSizeGreaterThan(20);
        assertThat(Files.getPosixFilePermissions(stack.secrets().directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    @Order(5)
    @Tag("API-10")
    @Tag("API-05")
    void takesTheSamePathWithClientsGeneratedFromTheDocuments(@TempDir Path place) throws Exception {
        GeneratedWalk generated = new GeneratedWalk(stack, place);

        generated.generate();
        generated.walk();
    }

    @Test
    @Order(6)
    void runsEveryCommandWithWhichTheReadmeLooksAround() throws Exception {
        for (String command : README.lookingAround()) {
            assertThat(launcher.run(List.of(command.split(" "))))
                    .as("./cpq " + command)
                    .isNotBlank();
        }
    }

    @Nested
    @Order(1)
    class Explaining extends ExplainCases {
        Explaining() {
            super(stack, ports);
        }
    }

    @Nested
    @Order(2)
    class CatalogFiles extends CatalogFileCases {
        CatalogFiles() {
            super(stack, ports);
        }
    }

    @Nested
    @Order(3)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class Stopping {

        @Test
        @Order(1)
        void runsAgainOnTheRunningStackAndTearsItDown() throws Exception {
            JsonNode answer = launcher.succeed("demo", "--exit");

            assertThat(answer.path("tenant").asText()).isEqualTo("demo-2");
            assertThat(answer.path("facts").size()).isGreaterThan(20);
            assertThat(stack.isRunning()).isFalse();
        }

        @Test
        @Order(2)
        void runsTheCommandsWithWhichTheReadmeStops() throws Exception {
            for (String command : README.stopping()) {
                launcher.run(List.of(command.split(" ")));
            }

            assertThat(home.resolve("data")).doesNotExist();
        }
    }

    private static void assertMails(StoredFacts facts, String tenant, long expected) throws Exception {
        List<String> sent = facts.texts(
                Store.NOTIFICATION,
                "select provider_message_id from notification_intent where tenant_id = ? and state = 'SENT'",
                tenant);
        List<String> arrived = facts.mailsTo("." + tenant + ".test");
        arrived.addAll(facts.mailsTo("@" + tenant + ".test"));

        assertThat(sent).as("sent intents").hasSize(Math.toIntExact(expected));
        assertThat(arrived).as("mails in the sink, one for each intent").containsExactlyInAnyOrderElementsOf(sent);
        assertThat(new HashSet<>(arrived)).as("different mails").hasSameSizeAs(arrived);
    }

    private static void assertAudit(StoredFacts facts, String tenant) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                facts.count(Store.AUDIT, "select count(*) from audit_fact where tenant_id = ?", tenant))
                        .as("audit facts, as many as outbox rows")
                        .isEqualTo(facts.auditedOutboxRows(tenant)));
        assertThat(facts.auditGaps(tenant)).as("aggregates with gaps").isEmpty();
    }
}
