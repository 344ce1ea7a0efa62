package io.cpqoms.cli.fork;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder that a fork shall become, checked before anything is written: new or empty, and outside of the checkout. */
record ForkTarget(Path path) {
    static ForkTarget of(Path checkout, Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        Path parent = path.resolveSibling(".").normalize();
        if (!Files.isDirectory(parent)) {
            throw CpqFailure.usage(
                    "there is no folder " + parent + " to put the fork into; create it, or name another");
        }
        if (real(parent).resolve(path.getFileName()).startsWith(real(checkout))) {
            throw CpqFailure.usage(path + " lies inside this checkout; a fork lives outside of it, such as "
                    + checkout.resolveSibling(path.getFileName()));
        }
        if (Files.exists(path) && !isEmptyFolder(path)) {
            throw CpqFailure.usage(path + " exists and is not empty; name a new folder, or remove it first");
        }
        if (!Files.isWritable(parent)) {
            throw CpqFailure.environment("may not write to " + parent + "; name a folder of your own");
        }
        return new ForkTarget(path);
    }

    /** Where the fork is put together: on the same file system, so that the last step is a rename. */
    Path staging() {
        return path.resolveSibling(
                "." + path.getFileName() + ".fork-" + ProcessHandle.current().pid());
    }

    void take(Path staging) throws IOException {
        Files.deleteIfExists(path);
        Files.move(staging, path);
    }

    private static boolean isEmptyFolder(Path path) {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + path + ": " + e.getMessage(), e);
        }
    }
}
