package io.cpqoms.order.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.FulfilmentRule.Reach;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What holds for every plan, whatever the order and the catalog. */
@Tag("DOM-07")
class DecompositionPropertiesTest {

    private static final int NAMES = 6;

    /** An order and a catalog made from a seed, the way a generator of test data would. */
    record Sample(OrderId order, List<PlanLine> lines, CatalogRules rules) {}

    @Property(tries = 300)
    void theSameInputGivesTheSamePlan(@ForAll("samples") Sample sample) {
        assertThat(decompose(sample)).isEqualTo(decompose(sample));
    }

    @Property(tries = 300)
    void theOrderOfTheLinesChangesNeitherTasksNorHash(@ForAll("samples") Sample sample) {
        List<PlanLine> turned = new ArrayList<>(sample.lines());
        Collections.reverse(turned);

        Decomposition other = decompose(new Sample(sample.order(), turned, sample.rules()));

        if (decompose(sample) instanceof Decomposition.Planned(var plan)) {
            assertThat(other).isInstanceOfSatisfying(Decomposition.Planned.class, planned -> {
                assertThat(planned.plan().hash()).isEqualTo(plan.hash());
                assertThat(planned.plan().tasks()).containsExactlyInAnyOrderElementsOf(plan.tasks());
            });
        }
    }

    @Property(tries = 300)
    void everyTaskComesAfterAllItDependsOn(@ForAll("samples") Sample sample) {
        if (decompose(sample) instanceof Decomposition.Planned(var plan)) {
            Set<TaskId> before = new HashSet<>();
            for (PlannedTask task : plan.tasks()) {
                assertThat(before).containsAll(task.dependsOn());
                before.add(task.id());
            }
        }
    }

    @Property(tries = 300)
    void everyRuleOfEveryLineHasItsTask(@ForAll("samples") Sample sample) {
        if (decompose(sample) instanceof Decomposition.Planned(var plan)) {
            for (PlanLine line : sample.lines()) {
                for (FulfilmentRule rule : sample.rules().of(line.productId()).orElseThrow()) {
                    Scope scope = rule.reach() == Reach.LINE ? new Scope.OfLine(line.lineId()) : new Scope.WholeOrder();
                    assertThat(plan.tasks())
                            .filteredOn(task -> task.name().equals(rule.task())
                                    && task.scope().equals(scope))
                            .hasSize(1);
                }
            }
        }
    }

    @Property(tries = 300)
    void aCatalogWithoutCirclesAlwaysGivesAPlan(@ForAll("samplesWithoutCircles") Sample sample) {
        assertThat(decompose(sample)).isInstanceOf(Decomposition.Planned.class);
    }

    @Property(tries = 100)
    void anotherOrderHasOtherTasks(@ForAll("samplesWithoutCircles") Sample sample) {
        Sample other = new Sample(new OrderId(new UUID(7, 7)), sample.lines(), sample.rules());

        assertThat(ids(decompose(sample))).doesNotContainAnyElementsOf(ids(decompose(other)));
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.longs().map(seed -> sample(new Random(seed), false));
    }

    @Provide
    Arbitrary<Sample> samplesWithoutCircles() {
        return Arbitraries.longs().map(seed -> sample(new Random(seed), true));
    }

    /** Without circles a task depends only on tasks whose names come before its own. */
    private static Sample sample(Random random, boolean onlyEarlierNames) {
        Map<Integer, FulfilmentRule> shared = new HashMap<>();
        Map<ProductId, List<FulfilmentRule>> products = new HashMap<>();
        for (int product = 0; product < 1 + random.nextInt(4); product++) {
            List<FulfilmentRule> rules = new ArrayList<>();
            for (int name = 0; name < NAMES; name++) {
                int task = name;
                FulfilmentRule rule = name % 3 == 0
                        ? shared.computeIfAbsent(name, absent -> rule(random, task, Reach.ORDER, onlyEarlierNames))
                        : rule(random, task, Reach.LINE, onlyEarlierNames);
                if (random.nextInt(4) > 0) {
                    rules.add(rule);
                }
            }
            products.put(new ProductId("p" + product), rules);
        }
        List<PlanLine> lines = new ArrayList<>();
        for (int line = 0; line < 1 + random.nextInt(8); line++) {
            lines.add(
                    new PlanLine(new LineId(new UUID(1, line)), new ProductId("p" + random.nextInt(products.size()))));
        }
        return new Sample(
                new OrderId(new UUID(2, random.nextLong())),
                lines,
                new CatalogRules(new CatalogVersionId(new UUID(3, 3)), products));
    }

    private static FulfilmentRule rule(Random random, int name, Reach reach, boolean onlyEarlierNames) {
        List<TaskName> dependsOn = new ArrayList<>();
        for (int other = 0; other < (onlyEarlierNames ? name : NAMES); other++) {
            if (other != name && random.nextInt(onlyEarlierNames ? 2 : 6) == 0) {
                dependsOn.add(new TaskName("t" + other));
            }
        }
        return new FulfilmentRule(new TaskName("t" + name), new PartnerName("warehouse"), reach, dependsOn, true);
    }

    private static Decomposition decompose(Sample sample) {
        return Decomposition.of(sample.order(), sample.lines(), sample.rules());
    }

    private static List<TaskId> ids(Decomposition decomposition) {
        return decomposition instanceof Decomposition.Planned(var plan)
                ? plan.tasks().stream().map(PlannedTask::id).toList()
                : List.of();
    }
}
