package io.cpqoms.bench;

import io.cpqoms.local.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The minimal program while it runs. */
final class MinimalProcess implements AutoCloseable {

    private final Process process;
    private final URI address;

    /** Started with the options that {@code cpq up} gives to a service. */
    MinimalProcess(QuoteStack stack, int sessions) throws IOException {
        process = new ProcessBuilder(JavaCommand.withHeap("256m")
                        .serverCompiler()
                        .mainClass(
                                System.getProperty("java.class.path"),
                                MinimalProgram.class.getName(),
                                stack.databaseAddress(),
                                stack.serviceLogin(),
                                stack.servicePassword(),
                                Integer.toString(sessions)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith(MinimalProgram.LISTENS)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the minimal program ended before it listened");
        }
        address = URI.create("http://127.0.0.1:" + line.substring(MinimalProgram.LISTENS.length()));
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
