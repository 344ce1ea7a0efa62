package io.cpqoms.local.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.local.partners.PartnerSimulator;
import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.ClassPath;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.JavaCommand;
import io.cpqoms.local.process.Probe;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The fulfilment partners' simulator as a member of the stack; it also shows the mail sink's mails to people. */
record Partners(Path home, int port, int mailSink, Path classData) implements Component {
    @Override
    public String name() {
        return "partners";
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public ChildSpec spec() throws IOException {
        String classPath =
                ClassPath.of(PartnerSimulator.class, ObjectMapper.class, JsonFactory.class, JsonInclude.class);
        List<String> command = JavaCommand.withHeap("96m")
                .lightCompiler()
                .classData(classData, Path.of(classPath.split(File.pathSeparator)[0]))
                .mainClass(
                        classPath,
                        PartnerSimulator.class.getName(),
                        Integer.toString(port),
                        "127.0.0.1",
                        "http://127.0.0.1:" + mailSink);
        return new ChildSpec(name(), command, Map.of(), home, ChildSpec.Signal.TERM);
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.http(port, "/health");
    }
}
