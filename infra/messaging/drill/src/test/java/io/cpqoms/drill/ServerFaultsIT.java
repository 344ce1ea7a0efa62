package io.cpqoms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.drill.harness.DrillCluster;
import io.cpqoms.drill.harness.DrillServers;
import io.cpqoms.drill.harness.FaultDrill;
import io.cpqoms.drill.harness.ServerFault;
import io.cpqoms.testkit.network.TcpProxy;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PostgreSQL and Kafka stop, die and become unreachable while commands come in: whatever was acknowledged is there once
 * afterwards, and in order. {@code -Dcpq.drill.faults=full} runs every fault.
 */
@Tag("OUT-04")
@Tag("INB-02")
@Tag("INC-03")
@DisabledIfSystemProperty(
        named = "servers",
        matches = "containers",
        disabledReason = "the drills signal the processes of embedded servers")
class ServerFaultsIT {

    private static final boolean FULL =
            System.getProperty("cpq.drill.faults", "").equals("full");
    private static final long SEED = Long.getLong("cpq.drill.seed", 1);

    private static DrillServers servers;
    private static ServerFault.Network network;
    private static DrillCluster cluster;

    @BeforeAll
    static void start() {
        servers = new DrillServers("drill_faults");
        network = new ServerFault.Network(
                TcpProxy.to(servers.postgresPort()),
                TcpProxy.between(
                        servers.kafkaDetour().advertisedPort(),
                        servers.kafkaDetour().port()));
        cluster = DrillCluster.start(
                servers,
                Map.of(
                        "CPQ_DATABASE_URL",
                        "jdbc:postgresql://127.0.0.1:" + network.database().port() + "/" + servers.database(),
                        "CPQ_KAFKA",
                        "127.0.0.1:" + network.kafka().port()));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (network != null) {
            network.database().close();
            network.kafka().close();
        }
    }

    static Stream<ServerFault> faults() {
        return Arrays.stream(ServerFault.values()).filter(fault -> FULL || fault.isRepresentative());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void losesAndDoublesNothingThrough(ServerFault fault) {
        FaultDrill.Result result = new FaultDrill(servers, network, cluster.addresses()).of(fault, SEED);

        System.out.println("drill: " + result);
        assertThat(result.verdict().findings()).as(result.toString()).isEmpty();
        assertThat(result.verdict().effects()).isPositive();
    }
}
