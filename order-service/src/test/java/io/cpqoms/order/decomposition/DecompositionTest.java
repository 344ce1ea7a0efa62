package io.cpqoms.order.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.FulfilmentRule.Reach;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a plan looks like for orders that people know. */
@Tag("DOM-07")
class DecompositionTest {

    private static final OrderId ORDER = new OrderId(UUID.fromString("0198c0de-0000-7000-8000-000000000042"));
    private static final CatalogVersionId CATALOG =
            new CatalogVersionId(UUID.fromString("0198c0de-0000-7000-8000-000000000001"));
    private static final PlanLine CHEESE = line(11, "cheese");
    private static final PlanLine TEA = line(12, "tea");

    @Test
    void givesEachLineItsOwnTaskAndTheOrderOneForAll() {
        Plan plan = plan(List.of(CHEESE, TEA), goods());

        assertThat(plan.tasks())
                .extracting(task -> task.name().value())
                .containsExactly("reserve", "reserve", "ship", "bill");
    }

    @Test
    void makesTheSharedTaskWaitForTheTasksOfAllLines() {
        Plan plan = plan(List.of(CHEESE, TEA), goods());

        List<PlannedTask> reserves = named(plan, "reserve");
        assertThat(named(plan, "ship").getFirst().dependsOn())
                .containsExactlyInAnyOrder(reserves.get(0).id(), reserves.get(1).id());
    }

    @Test
    void keepsTheTasksOfOneLineAmongThemselves() {
        Plan plan = plan(
                List.of(CHEESE, TEA),
                Map.of(
                        CHEESE.productId(), List.of(rule("pick", Reach.LINE), rule("pack", Reach.LINE, "pick")),
                        TEA.productId(), List.of(rule("pick", Reach.LINE), rule("pack", Reach.LINE, "pick"))));

        for (PlannedTask pack : named(plan, "pack")) {
            assertThat(pack.dependsOn())
                    .extracting(id -> plan.task(id).orElseThrow().scope())
                    .containsExactly(pack.scope());
        }
    }

    @Test
    void findsTheCircleThatTwoProductsCloseByWayOfSharedTasks() {
        Decomposition decomposition = Decomposition.of(
                ORDER,
                List.of(CHEESE, TEA),
                new CatalogRules(
                        CATALOG,
                        Map.of(
                                CHEESE.productId(),
                                        List.of(
                                                rule("first", Reach.ORDER, "p"),
                                                rule("second", Reach.ORDER, "q"),
                                                rule("p", Reach.LINE, "second"),
                                                rule("q", Reach.LINE)),
                                TEA.productId(),
                                        List.of(
                                                rule("first", Reach.ORDER, "p"),
                                                rule("second", Reach.ORDER, "q"),
                                                rule("q", Reach.LINE, "first"),
                                                rule("p", Reach.LINE)))));

        assertThat(decomposition)
                .isEqualTo(new Decomposition.Impossible(
                        "These tasks wait for each other in a circle: first, p, q, second"));
    }

    @Test
    void saysWhichProductTheCatalogDoesNotHave() {
        Decomposition decomposition =
                Decomposition.of(ORDER, List.of(TEA), new CatalogRules(CATALOG, Map.of(CHEESE.productId(), List.of())));

        assertThat(decomposition)
                .isEqualTo(new Decomposition.Impossible(
                        "Product tea of line " + TEA.lineId() + " is not in catalog version " + CATALOG));
    }

    @Test
    void refusesASharedTaskThatTwoPartnersWouldDo() {
        Decomposition decomposition = Decomposition.of(
                ORDER,
                List.of(CHEESE, TEA),
                new CatalogRules(
                        CATALOG,
                        Map.of(
                                CHEESE.productId(), List.of(rule("ship", Reach.ORDER)),
                                TEA.productId(),
                                        List.of(new FulfilmentRule(
                                                new TaskName("ship"),
                                                new PartnerName("billing"),
                                                Reach.ORDER,
                                                List.of(),
                                                true)))));

        assertThat(decomposition)
                .isEqualTo(new Decomposition.Impossible(
                        "Products of this order ask for the shared task ship by different partners"));
    }

    @Test
    void listsWhatWaitsForATask() {
        Plan plan = plan(List.of(CHEESE, TEA), goods());

        assertThat(plan.waitingFor(named(plan, "reserve").getFirst().id()))
                .extracting(task -> task.name().value())
                .containsExactly("ship", "bill");
    }

    @Test
    @Tag("O1")
    void aSharedTaskIsOwedWhenOneProductCannotDoWithoutIt() {
        FulfilmentRule freely = rule("install", Reach.ORDER);
        FulfilmentRule owed =
                new FulfilmentRule(freely.task(), freely.partner(), freely.reach(), freely.dependsOn(), false);

        for (List<FulfilmentRule> rules : List.of(List.of(freely, owed), List.of(owed, freely))) {
            Plan plan = plan(
                    List.of(CHEESE, TEA),
                    Map.of(
                            CHEESE.productId(), List.of(rules.getFirst()),
                            TEA.productId(), List.of(rules.getLast())));

            assertThat(plan.tasks()).singleElement().returns(false, PlannedTask::skippable);
        }
    }

    private static Map<ProductId, List<FulfilmentRule>> goods() {
        List<FulfilmentRule> rules = List.of(
                rule("reserve", Reach.LINE), rule("ship", Reach.ORDER, "reserve"), rule("bill", Reach.ORDER, "ship"));
        return Map.of(CHEESE.productId(), rules, TEA.productId(), rules);
    }

    private static Plan plan(List<PlanLine> lines, Map<ProductId, List<FulfilmentRule>> products) {
        return switch (Decomposition.of(ORDER, lines, new CatalogRules(CATALOG, products))) {
            case Decomposition.Planned(var plan) -> plan;
            case Decomposition.Impossible(var reason) -> throw new AssertionError(reason);
        };
    }

    private static List<PlannedTask> named(Plan plan, String name) {
        return plan.tasks().stream()
                .filter(task -> task.name().value().equals(name))
                .toList();
    }

    private static PlanLine line(int number, String product) {
        return new PlanLine(new LineId(new UUID(0x0198c0de00007000L, number)), new ProductId(product));
    }

    private static FulfilmentRule rule(String task, Reach reach, String... dependsOn) {
        return new FulfilmentRule(
                new TaskName(task),
                new PartnerName("warehouse"),
                reach,
                Stream.of(dependsOn).map(TaskName::new).toList(),
                true);
    }
}
