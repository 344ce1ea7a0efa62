package io.cpqoms.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPortsTest {
    @AfterEach
    void forgetProperties() {
        for (StackPort port : StackPort.values()) {
            System.clearProperty(port.property());
        }
    }

    @Test
    void takesTheUsualPortsUnlessToldOtherwise() {
        System.setProperty("cpq.port.kafka-controller", "19093");

        StackPorts ports = StackPorts.configured();

        assertThat(ports.of(StackPort.QUOTE)).isEqualTo(8081);
        assertThat(ports.of(StackPort.KAFKA_CONTROLLER)).isEqualTo(19_093);
    }

    @Test
    void saysWhichVariableHoldsNoPort() {
        System.setProperty("cpq.port.quote", "eighty");

        assertThatThrownBy(StackPorts::configured)
                .hasMessage("CPQ_PORT_QUOTE is 'eighty'; set it to a port number from 1 to 65535");
    }

    @Test
    void refusesOnePortForTwo() {
        System.setProperty("cpq.port.quote", "8082");

        assertThatThrownBy(StackPorts::configured).hasMessageContaining("port 8082 is set for both");
    }

    @Test
    void picksFreePortsThatDiffer() {
        StackPorts ports = StackPorts.free();

        assertThat(new HashSet<>(ports.numbers().values())).hasSize(StackPort.values().length);
    }

    @Test
    void readsBackWhatItSaved(@TempDir Path directory) throws Exception {
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPorts.configured().numbers());
        numbers.put(StackPort.MAIL, 12_345);
        StackPorts ports = new StackPorts(numbers);

        ports.save(directory.resolve("ports.json"));

        assertThat(StackPorts.read(directory.resolve("ports.json"))).contains(ports);
    }
}
