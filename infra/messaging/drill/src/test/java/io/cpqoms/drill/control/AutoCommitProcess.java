package io.cpqoms.drill.control;

import io.cpqoms.drill.harness.DrillServers;
import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.JavaCommand;
import java.util.List;
import java.util.Map;

/** The auto-commit consumer in a process of its own, so that it can be killed like any other. */
public record AutoCommitProcess(DrillServers servers) implements Component {

    public static final String GROUP = "auto-commit-control";

    @Override
    public String name() {
        return "auto-commit-consumer";
    }

    @Override
    public List<Integer> ports() {
        return List.of();
    }

    @Override
    public String address() {
        return "no address";
    }

    @Override
    public ChildSpec spec() {
        List<String> command = JavaCommand.withHeap("96m")
                .lightCompiler()
                .mainClass(
                        System.getProperty("java.class.path"),
                        AutoCommitConsumer.class.getName(),
                        servers.kafka(),
                        DrillServers.TOPIC,
                        GROUP,
                        servers.jdbcUrl(),
                        servers.database(),
                        servers.password());
        return new ChildSpec(
                name(), command, Map.of(), servers.embedded().processes().home(), ChildSpec.Signal.TERM);
    }

    @Override
    public boolean ready() {
        return true;
    }
}
