package io.cpqoms.order.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.CatalogRules;
import io.cpqoms.order.decomposition.Decomposition;
import io.cpqoms.order.decomposition.FulfilmentRule;
import io.cpqoms.order.decomposition.FulfilmentRule.Reach;
import io.cpqoms.order.decomposition.Plan;
import io.cpqoms.order.decomposition.PlanLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.PlanBounds;
import io.cpqoms.values.ProductId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan takes to tell is known before it is decided. */
@Tag("K8")
@Tag("Q2")
class PlanSizeTest {

    private static final int ENVELOPE_AND_HEADERS = 10_000;

    @ParameterizedTest
    @CsvSource({"1,1", "2,3", "40,7", "400,50"})
    void isWhatItsContractTakes(int lines, int ends) {
        Plan plan = ((Decomposition.Planned) decomposed(lines, ends)).plan();

        long told = new ObjectMapper()
                .valueToTree(OrderPayloads.decomposed(plan))
                .toString()
                .getBytes(StandardCharsets.UTF_8)
                .length;

        assertThat(plan.bytesToTell()).isBetween(told, told + 2L * plan.tasks().size());
    }

    @Test
    void aPlanThatCannotBeToldIsNoneAndBothFiguresAreSaid() {
        assertThat(decomposed(400, 59)).isInstanceOf(Decomposition.Planned.class);
        assertThat(decomposed(400, 60))
                .isInstanceOfSatisfying(
                        Decomposition.Impossible.class,
                        impossible -> assertThat(impossible.reason())
                                .matches(
                                        "The plan of 460 tasks takes 1003000 bytes to tell; the topic of orders has room for 990000"));
    }

    @Test
    void leavesTheTopicRoomForWhatComesAroundThePlan() throws IOException {
        String registry;
        try (var file = getClass().getResourceAsStream("/cpq-topics/kafka-topics.yaml")) {
            registry = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher limit = Pattern.compile(
                        "name: cpq.order.events.v1$.*?maxMessageBytes: (\\d+)", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(registry);

        assertThat(limit.find()).isTrue();
        assertThat(PlanBounds.MOST_BYTES + ENVELOPE_AND_HEADERS).isLessThanOrEqualTo(Integer.parseInt(limit.group(1)));
    }

    @Test
    void boundsAPlanAsItsContractDoes() throws IOException {
        JsonNode tasks;
        try (var file = getClass().getResourceAsStream("/cpq-topics/schemas/cpq.order.OrderDecomposed.v1.json")) {
            tasks = new ObjectMapper().readTree(file).at("/properties/tasks");
        }

        assertThat(tasks.path("maxItems").asInt()).isEqualTo(PlanBounds.MOST_TASKS);
        assertThat(tasks.at("/items/properties/dependsOn/maxItems").asInt()).isEqualTo(PlanBounds.MOST_DEPENDENCIES);
    }

    /** Each line has one task, and so many tasks of the whole order wait for all of them. */
    private static Decomposition decomposed(int lines, int ends) {
        ProductId product = new ProductId("11");
        List<FulfilmentRule> rules = new ArrayList<>(List.of(rule("reserve", Reach.LINE, List.of())));
        IntStream.range(0, ends)
                .forEach(i -> rules.add(rule("end" + i, Reach.ORDER, List.of(new TaskName("reserve")))));
        return Decomposition.of(
                new OrderId(new UUID(1, 1)),
                IntStream.range(0, lines)
                        .mapToObj(line -> new PlanLine(new LineId(new UUID(2, line)), product))
                        .toList(),
                new CatalogRules(new CatalogVersionId(new UUID(1, 2)), Map.of(product, rules)));
    }

    private static FulfilmentRule rule(String task, Reach reach, List<TaskName> dependsOn) {
        return new FulfilmentRule(new TaskName(task), new PartnerName("warehouse"), reach, dependsOn, true);
    }
}
