package io.cpqoms.local.stack;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.JavaCommand;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.Probe;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Camunda Cockpit on the bridge's database; started after the bridge, which owns the schema. */
record Cockpit(Path root, int port, Path classData, Map<String, String> environment) implements Component {
    static final String NAME = "cockpit";

    @Override
    public String name() {
        return NAME;
    }

    Path jar() {
        Path target = root.resolve("infra/cockpit/target");
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*cockpit*.jar")) {
                for (Path jar : jars) {
                    if (!jar.getFileName().toString().matches(".*(sources|javadoc|tests)\\.jar")) {
                        return jar;
                    }
                }
            } catch (IOException e) {
                throw new LocalStackException("can't read " + target + ": " + e.getMessage(), e);
            }
        }
        throw new LocalStackException(
                "cockpit is not built (infra/cockpit/target holds no jar): run mvn -pl infra/cockpit package -DskipTests");
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port + "/camunda/app/cockpit/";
    }

    @Override
    public ChildSpec spec() throws IOException {
        List<String> command = JavaCommand.withHeap("320m")
                .lightCompiler()
                .classData(classData, jar())
                .jar(jar());
        return new ChildSpec(NAME, command, environment, root.resolve("infra/cockpit"), ChildSpec.Signal.TERM)
                .keepingItsLog();
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.serves(port, "/camunda/app/welcome/default/");
    }
}
