package io.cpqoms.local.stack;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.JavaCommand;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One of the platform's services, run from what its build packaged.
 *
 * @param listens where it answers clients, and where it answers operators
 */
record QuarkusService(String name, Path root, Ports listens, Path classData, Map<String, String> environment)
        implements Component {

    record Ports(int api, int management) {}

    Path jar() {
        return root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    }

    void requireBuilt() {
        if (!Files.exists(jar())) {
            throw new LocalStackException(name + " is not built (" + root.relativize(jar())
                    + " is missing): run mvn -pl " + name + " -am package -DskipTests");
        }
    }

    @Override
    public List<Integer> ports() {
        return List.of(listens.api(), listens.management());
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + listens.api();
    }

    @Override
    public ChildSpec spec() throws IOException {
        List<String> command = JavaCommand.withHeap("256m")
                .serverCompiler()
                .classData(classData, jar())
                .with("-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                .jar(jar());
        return new ChildSpec(name, command, environment, root.resolve(name), ChildSpec.Signal.TERM).keepingItsLog();
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.http(listens.management(), "/q/health/ready");
    }
}
