package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Builds the command line of a child JVM, on the same JDK as this one. */
public final class JavaCommand {
    private final List<String> arguments = new ArrayList<>();

    private JavaCommand(String heap) {
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.add("-Xmx" + heap);
        arguments.add("-XX:+UseSerialGC");
        arguments.add("-Dfile.encoding=UTF-8");
    }

    /** A JVM with a small heap and the collector that needs the least beside it. */
    public static JavaCommand withHeap(String heap) {
        return new JavaCommand(heap);
    }

    /** Quick start over peak speed; only for processes that do little work. */
    public JavaCommand lightCompiler() {
        return with("-XX:TieredStopAtLevel=1");
    }

    /**
     * The quick compiler for servers and services, unless {@code CPQ_SERVER_COMPILER=full}. In the first minutes of a
     * process's life the optimising compiler takes more of two cores than its code gives back. CPU seconds, quick against
     * full, two alternating runs each: start of Kafka 1.7 / 3.5 and of OpenSearch 4.6 / 8.7–9.4; the first 40,000 records
     * 4.0–4.4 / 7.2–7.3; the first 10,000 documents 3.7 / 7.7–9.8. The compiler threads of the six services take 20 / 189 in a
     * run of 830 quotes. The gap narrows with time: longer measurements want the full compiler.
     */
    public JavaCommand serverCompiler() {
        return "full".equals(System.getenv("CPQ_SERVER_COMPILER")) ? this : lightCompiler();
    }

    /**
     * Maps class data from the archive, which the JVM writes at its first orderly end. An archive older than what it was
     * made from is deleted: the JVM would ignore it without a word, and not write another.
     *
     * <p>With {@code CPQ_CLASS_DATA=read} none is written: that takes five CPU seconds of a service's end, and gives each later start
     * two of them back.
     *
     * @param madeFrom the program's jar, or the directory of its jars
     */
    public JavaCommand classData(Path archive, Path madeFrom) throws IOException {
        String wish = Objects.requireNonNullElse(System.getenv("CPQ_CLASS_DATA"), "write");
        if (!wish.equals("read") && !wish.equals("write")) {
            throw new LocalStackException("CPQ_CLASS_DATA is " + wish + "; it may be read or write");
        }
        return classData(archive, madeFrom, wish.equals("read"));
    }

    JavaCommand classData(Path archive, Path madeFrom, boolean onlyRead) throws IOException {
        boolean stale = Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(madeFrom)) < 0;
        if (onlyRead) {
            if (stale || !Files.exists(archive)) {
                return this;
            }
        } else {
            if (stale) {
                Files.deleteIfExists(archive);
            }
            with("-XX:+AutoCreateSharedArchive");
        }
        return with("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    public JavaCommand with(String... options) {
        arguments.addAll(List.of(options));
        return this;
    }

    public List<String> mainClass(String classPath, String mainClass, String... programArguments) {
        arguments.addAll(List.of("-cp", classPath, mainClass));
        arguments.addAll(List.of(programArguments));
        return List.copyOf(arguments);
    }

    public List<String> jar(Path jar) {
        arguments.addAll(List.of("-jar", jar.toString()));
        return List.copyOf(arguments);
    }
}
