package io.cpqoms.cli.northwind;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the CSV files of the sample are: in a directory, or with this program. */
public sealed interface SampleFiles {

    /** What names the files that come with this program. */
    String BUNDLED = "northwind";

    InputStream open(String name) throws IOException;

    /** A directory, or the word {@link #BUNDLED}. */
    static SampleFiles named(String text) {
        return text.equals(BUNDLED) ? new Bundled() : new Directory(Path.of(text));
    }

    /** The files that come with this program. */
    record Bundled() implements SampleFiles {
        @Override
        public InputStream open(String name) {
            InputStream file = Bundled.class.getResourceAsStream("sample/" + name);
            if (file == null) {
                throw new CpqFailure("this program came without " + name + " of the sample");
            }
            return file;
        }
    }

    /** The files of a directory. */
    record Directory(Path path) implements SampleFiles {
        @Override
        public InputStream open(String name) throws IOException {
            Path file = path.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw CpqFailure.environment(path + " holds no " + name
                        + "; --data wants a folder with the Northwind CSV files, or the word " + BUNDLED
                        + " for those that come with this program");
            }
            return Files.newInputStream(file);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
