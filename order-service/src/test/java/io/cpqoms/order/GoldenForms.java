package io.cpqoms.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Documents as a release wrote them, one folder for each form. A file is never edited: what it holds lies in databases. Where the present
 * form has no file of that name yet, {@code -Dforms.write} writes it for review.
 */
public final class GoldenForms {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

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
            if (Boolean.getBoolean("forms.write") && Files.notExists(file)) {
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

    private Path file(int form, String name) {
        return folder.resolve("form-" + form).resolve(name + ".json");
    }
}
