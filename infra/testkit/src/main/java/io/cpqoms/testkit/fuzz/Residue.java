package io.cpqoms.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a service in this JVM has left in memory and on the disk.
 *
 * @param heap bytes in use when everything that can be collected is
 * @param threads how many there are, without virtual ones
 * @param files what lies in the directories for temporary files that this JVM writes to
 */
record Residue(long heap, int threads, TreeSet<String> files) {

    /** More than caches and code that runs for the first time take; less than any leak of requests for seconds. */
    private static final long MOST_HEAP = 96L * 1024 * 1024;

    private static final int MOST_THREADS = 60;
    private static final int COLLECTIONS = 3;

    static Residue now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return new Residue(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                lying());
    }

    /** What there is too much of since then. */
    List<String> growth(Residue before) {
        List<String> growth = new ArrayList<>();
        if (heap - before.heap > MOST_HEAP) {
            growth.add("the heap grew from " + before.heap + " to " + heap + " bytes");
        }
        if (threads - before.threads > MOST_THREADS) {
            growth.add("threads grew from " + before.threads + " to " + threads);
        }
        TreeSet<String> left = new TreeSet<>(files);
        left.removeAll(before.files);
        if (!left.isEmpty()) {
            growth.add("temporary files are left: " + left);
        }
        return growth;
    }

    /**
     * Uploads, and whatever else below the temporary directory this process has open (where the system tells): other processes write
     * there too.
     */
    private static TreeSet<String> lying() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        TreeSet<String> files = new TreeSet<>();
        Stream.of(
                        temporary.resolve("uploads"),
                        temporary.resolve("file-uploads"),
                        Path.of("file-uploads"),
                        Path.of("uploads"))
                .filter(Files::isDirectory)
                .forEach(directory -> list(directory).map(Path::toString).forEach(files::add));
        Path open = Path.of("/proc/self/fd");
        if (Files.isDirectory(open)) {
            list(open)
                    .map(Residue::behind)
                    .filter(name -> name.startsWith(temporary.toString()))
                    .forEach(files::add);
        }
        return files;
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String behind(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
