package io.cpqoms.testkit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.ClassPath;
import io.cpqoms.local.process.JavaCommand;
import io.cpqoms.local.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Waits in a process of its own for the end of the test JVM, then stops its servers and deletes their data. A shutdown hook
 * would not run when the JVM is killed, and could not load classes once Quarkus has closed their loader.
 */
public final class Guardian {
    static final String NAME = "guardian";

    private Guardian() {}

    /** From now on, once: what runs there ends with this JVM, and the directory goes. */
    public static void watchOver(RunDirectory run) {
        run.create();
        if (!run.isRunning(NAME)) {
            run.launch(spec(run));
        }
    }

    private static ChildSpec spec(RunDirectory run) {
        String jvm = Long.toString(ProcessHandle.current().pid());
        return new ChildSpec(
                NAME,
                JavaCommand.withHeap("32m")
                        .lightCompiler()
                        .mainClass(
                                ClassPath.of(
                                        Guardian.class,
                                        RunDirectory.class,
                                        ObjectMapper.class,
                                        JsonFactory.class,
                                        JsonInclude.class),
                                Guardian.class.getName(),
                                jvm,
                                run.home().toString()),
                Map.of(),
                run.home(),
                ChildSpec.Signal.TERM);
    }

    /** Arguments: the pid to wait for, the home to remove. */
    public static void main(String[] arguments) throws IOException {
        ProcessHandle.of(Long.parseLong(arguments[0]))
                .ifPresent(jvm -> jvm.onExit().join());
        Path home = Path.of(arguments[1]);
        RunDirectory run = new RunDirectory(home);
        run.forget(NAME);
        if (Files.isDirectory(home)) {
            TestHome.remove(home);
        }
    }
}
