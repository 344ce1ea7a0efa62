package io.cpqoms.testkit.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Documents as releases wrote them, one folder for each form. A file is never edited: what it holds lies in databases. Where the present
 * form has no file of that name yet, {@code -Dshape.write=true} writes it for review.
 */
public final class GoldenForms {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** @param what the folder below {@code src/test/resources/forms}, which holds {@code form-1}, {@code form-2} … */
    public GoldenForms(String what) {
        this.folder = Path.of("src/test/resources/forms", what);
    }

    /** The document of this form and name. */
    public String read(int form, String name) {
        try {
            return Files.readString(file(form, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds what the code writes now to what it wrote when its form was new. */
    public void requireWritten(int form, String name, String document) {
        try {
            Path file = file(form, name);
            if (Boolean.getBoolean("shape.write") && Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(
                        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(document)) + "\n");
            }
            assertThat(JSON.readTree(document))
                    .as(
                            "%s is written otherwise than form %d says: that is form %d, with a lift and a folder of its own",
                            file, form, form + 1)
                    .isEqualTo(JSON.readTree(read(form, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Holds every document of every form, read and written again, to the file of the same name in the newest form.
     *
     * @param readAndWrite reads a document and writes what it has read
     */
    public void requireLifted(int newest, UnaryOperator<String> readAndWrite) {
        for (int form = 1; form <= newest; form++) {
            List<String> names = names(form);
            assertThat(names).as("golden files of form " + form).isNotEmpty();
            for (String name : names) {
                requireWritten(newest, name, readAndWrite.apply(read(form, name)));
            }
        }
    }

    private List<String> names(int form) {
        try (Stream<Path> files = Files.list(folder.resolve("form-" + form))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(int form, String name) {
        return folder.resolve("form-" + form).resolve(name + ".json");
    }
}
