package io.cpqoms.testkit;

import io.cpqoms.local.process.LocalStackException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Which containers belong to a test JVM: a file, because class loaders share no fields and the guardian is another process. */
record ContainerIds(Path home) {
    Optional<String> find(TestServers.Server server) {
        return Optional.ofNullable(read().getProperty(server.id()));
    }

    void keep(TestServers.Server server, String id) {
        synchronized (TestHome.lock()) {
            Properties ids = read();
            ids.setProperty(server.id(), id);
            try (Writer writer = Files.newBufferedWriter(file())) {
                ids.store(writer, null);
            } catch (IOException e) {
                throw new LocalStackException("can't keep " + file() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Removes the containers with their data, by the docker command: the guardian knows no library. */
    void removeAll() throws IOException {
        List<String> ids = List.copyOf(read().stringPropertyNames()).stream()
                .map(name -> read().getProperty(name))
                .toList();
        for (String id : ids) {
            new ProcessBuilder("docker", "rm", "--force", "--volumes", id)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        }
    }

    private Properties read() {
        Properties ids = new Properties();
        if (Files.exists(file())) {
            try (Reader reader = Files.newBufferedReader(file())) {
                ids.load(reader);
            } catch (IOException e) {
                throw new LocalStackException("can't read " + file() + ": " + e.getMessage(), e);
            }
        }
        return ids;
    }

    private Path file() {
        return home.resolve("containers.properties");
    }
}
