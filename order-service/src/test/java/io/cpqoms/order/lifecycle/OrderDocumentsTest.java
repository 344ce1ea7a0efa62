package io.cpqoms.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cpqoms.order.fallout.Repair;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored is what is read, in every state. */
class OrderDocumentsTest {

    private final ObjectMapper json = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .build();
    private final OrderDocuments documents = new OrderDocuments(json);

    static List<AnOrder> orders() {
        return List.of(
                AnOrder.acknowledged(),
                AnOrder.decomposed(),
                AnOrder.released().starting("reserve", 0),
                AnOrder.held(),
                AnOrder.held().repairing(1, Repair.SKIP).repairing(2, Repair.COMPLETE_MANUALLY),
                AnOrder.completed());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void anOrderSurvivesStorage(AnOrder given) {
        Order order = given.order();

        Order read =
                documents.read(order.id(), order.tenant(), order.version(), order.createdAt(), documents.write(order));

        assertThat(read).isEqualTo(order);
    }
}
