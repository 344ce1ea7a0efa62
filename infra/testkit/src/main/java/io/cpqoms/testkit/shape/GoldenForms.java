package io.cpqoms.testkit.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Holds stored documents against golden files: one folder for each form, {@code form-1}, {@code form-2} …, of which only the newest may
 * still grow. What a former release wrote must be read for ever and become what the present code writes.
 */
public final class GoldenForms {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final int newest;

    /**
     * @param folder holds the folders of the forms
     * @param newest the form that the present code writes
     */
    public GoldenForms(Path folder, int newest) {
        this.folder = folder;
        this.newest = newest;
    }

    /**
     * Requires that every document of every form, read and written again, is the golden file of the same name in the newest form.
     *
     * @param readAndWrite reads a document and writes what it has read
     */
    public void requireLifted(UnaryOperator<String> readAndWrite) {
        for (int form = 1; form <= newest; form++) {
            List<Path> files = files(form);
            assertThat(files).as("golden files of form " + form).isNotEmpty();
            for (Path file : files) {
                requireGolden(file.getFileName().toString(), readAndWrite.apply(text(file)));
            }
        }
    }

    /** Requires that what the code writes is the golden file; another text needs another form, and a folder for it. */
    public void requireGolden(String name, String written) {
        Path golden = folder.resolve("form-" + newest).resolve(name);
        try {
            if (Boolean.getBoolean("shape.write") && !Files.exists(golden)) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, canonical(written));
            }
            assertThat(canonical(written))
                    .as("what is stored is no longer form " + newest + ": raise the form and lift " + golden)
                    .isEqualTo(text(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A golden document. */
    public String text(int form, String name) {
        return text(folder.resolve("form-" + form).resolve(name));
    }

    private List<Path> files(int form) {
        try (Stream<Path> files = Files.list(folder.resolve("form-" + form))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String canonical(String document) throws JsonProcessingException {
        return JSON.writeValueAsString(JSON.readValue(document, TreeMap.class)) + "\n";
    }
}
