package io.cpqoms.drill.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A directory of its own for what a failing run left behind. A part that can't be had is noted; the others still come. */
final class Bundle {

    /** Lists the parts that could not be written, and why; not there when nothing is missing. */
    static final String MISSING = "missing.txt";

    private static final int MOST_OF_ONE_NAME = 10_000;

    private final Path directory;

    private Bundle(Path directory) {
        this.directory = directory;
    }

    /** What a part is made of; it gets the path that it writes to. */
    interface Part {
        void writeTo(Path path) throws Exception;
    }

    /** Never the directory of an earlier run: one of the same name gets a number behind it. */
    static Bundle in(Path place, String name) throws IOException {
        Files.createDirectories(place);
        for (int number = 1; number < MOST_OF_ONE_NAME; number++) {
            try {
                return new Bundle(Files.createDirectory(place.resolve(number == 1 ? name : name + "-" + number)));
            } catch (FileAlreadyExistsException taken) {
                // The next number, then.
            }
        }
        throw new IOException("too many bundles called " + name + " in " + place);
    }

    Path directory() {
        return directory;
    }

    Bundle with(String name, Part part) {
        try {
            Path path = directory.resolve(name);
            Files.createDirectories(path.resolveSibling("."));
            part.writeTo(path);
        } catch (Exception | LinkageError failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            note(name, failure);
        }
        return this;
    }

    private void note(String name, Throwable failure) {
        try {
            Files.writeString(
                    directory.resolve(MISSING),
                    name + ": " + trace(failure) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.out.println("drill: " + name + " is missing in " + directory + ": " + failure);
        }
    }

    static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
