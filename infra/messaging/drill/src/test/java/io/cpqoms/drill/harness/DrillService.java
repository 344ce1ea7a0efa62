package io.cpqoms.drill.harness;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.JavaCommand;
import io.cpqoms.local.process.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One instance of the drill service, run from what the build packaged. */
record DrillService(String name, int port, int management, Path home, Map<String, String> environment)
        implements Component {

    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

    @Override
    public List<Integer> ports() {
        return List.of(port, management);
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public ChildSpec spec() throws IOException {
        List<String> command = JavaCommand.withHeap("160m")
                .lightCompiler()
                .classData(Path.of("target/drill-service.jsa").toAbsolutePath(), JAR)
                .with("-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                .jar(JAR);
        return new ChildSpec(name, command, environment, home, ChildSpec.Signal.TERM);
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.http(management, "/q/health/ready");
    }
}
