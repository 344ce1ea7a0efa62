package io.cpqoms.quote.pricing;

import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.Samples.priced;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What order-service can't decompose is known by its figures before it is priced. */
@Tag("Q2")
class PlanSizeTest {

    @Test
    void countsEachTaskOfALineForEveryLineAndEachOfTheOrderOnce() {
        Product product = product("11", ofLine("reserve"), ofLine("pack", "reserve"), ofOrder("ship", "pack"));

        PlanSize size = sizeOf(40, product);

        assertThat(size.tasks()).isEqualTo(81);
        assertThat(size.longestWait()).isEqualTo(new PlanSize.Wait("ship", 40));
        assertThat(size.excess()).isEmpty();
    }

    @Test
    void aTaskOfALineWaitsForItsOwnLineAndForTheOrderOnly() {
        Product product = product("11", ofOrder("check"), ofLine("reserve", "check"), ofLine("pack", "reserve"));

        assertThat(sizeOf(7, product).longestWait().others()).isEqualTo(1);
        assertThat(PlanSize.of(
                                List.of(aLine("11", 1, "0"), aLine("12", 1, "0")),
                                aCatalog(
                                        product("11", ofLine("reserve"), ofLine("pack", "reserve")),
                                        product("12", ofOrder("reserve"))))
                        .longestWait())
                .as("a name that a line and the order have means both, as order-service reads it")
                .isEqualTo(new PlanSize.Wait("pack", 2));
    }

    @Test
    void twoThousandTasksAreAPlanAndOneMoreIsNone() {
        FulfilmentStep[] four =
                IntStream.range(0, 4).mapToObj(i -> ofLine("task" + i)).toArray(FulfilmentStep[]::new);

        assertThat(sizeOf(500, product("11", four)).excess()).isEmpty();
        assertThat(sizeOf(500, product("11", with(four, ofOrder("ship")))).excess())
                .contains(new PlanSize.Excess(2001, 2000, "would need 2001 tasks; a plan holds at most 2000"));
    }

    @Test
    void aTaskWaitsForFiveHundredOthersAndForNoneMore() {
        assertThat(sizeOf(500, product("11", ofLine("reserve"), ofOrder("ship", "reserve")))
                        .excess())
                .isEmpty();
        assertThat(sizeOf(500, product("11", ofLine("reserve"), ofOrder("check"), ofOrder("ship", "reserve", "check")))
                        .excess())
                .contains(new PlanSize.Excess(
                        501, 500, "would have its task ship wait for 501 others; a task waits for at most 500"));
    }

    /** The same lines, tasks and figures as in the test of the same name in order-service. */
    @Test
    @Tag("K8")
    void aPlanThatCannotBeToldIsNoneAndBothFiguresAreSaid() {
        assertThat(sizeOf(400, ends(59)).excess()).isEmpty();
        assertThat(sizeOf(400, ends(60)).excess())
                .contains(new PlanSize.Excess(
                        1_003_000, 990_000, "would need a plan of 1003000 bytes; there is room for 990000"));
    }

    /** A task for each line, and so many tasks of the whole order that wait for all of them. */
    private static Product ends(int ends) {
        List<FulfilmentStep> steps = new ArrayList<>(List.of(ofLine("reserve")));
        IntStream.range(0, ends).forEach(i -> steps.add(ofOrder("end" + i, "reserve")));
        return product("11", steps.toArray(FulfilmentStep[]::new));
    }

    private static PlanSize sizeOf(int lines, Product product) {
        return PlanSize.of(
                Stream.generate(() -> aLine("11", 1, "0")).limit(lines).toList(), aCatalog(product));
    }

    private static FulfilmentStep[] with(FulfilmentStep[] steps, FulfilmentStep more) {
        return Stream.concat(Arrays.stream(steps), Stream.of(more)).toArray(FulfilmentStep[]::new);
    }

    private static Product product(String id, FulfilmentStep... steps) {
        return new Product(new ProductId(id), "Product " + id, "dairy", false, priced(eur("21.00")), List.of(steps));
    }

    private static FulfilmentStep ofLine(String task, String... dependsOn) {
        return new FulfilmentStep(task, "warehouse", Scope.LINE, List.of(dependsOn));
    }

    private static FulfilmentStep ofOrder(String task, String... dependsOn) {
        return new FulfilmentStep(task, "warehouse", Scope.ORDER, List.of(dependsOn));
    }
}
