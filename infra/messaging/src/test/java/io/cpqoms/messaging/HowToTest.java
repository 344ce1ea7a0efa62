package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the how-tos show compiles as it stands there, and is as short as they promise. */
class HowToTest {

    private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");
    private static final String IMPORTS = """
            import io.cpqoms.messaging.*;
            import jakarta.enterprise.context.ApplicationScoped;
            import java.util.List;
            """;

    @TempDir
    private Path classes;

    @Test
    void compilesTheConsumerOfTheHowTo() throws IOException {
        String page = Files.readString(howTo("add-a-consumer.md"));
        Matcher code = CODE.matcher(page);

        assertThat(page.lines()).hasSizeLessThan(31);
        assertThat(code.find()).isTrue();
        assertThat(errorsOf(IMPORTS + code.group(1))).isEmpty();
    }

    @Test
    void keepsTheHowToForDeadLettersShort() throws IOException {
        assertThat(Files.readString(howTo("drain-a-dlq.md")).lines()).hasSizeLessThan(31);
    }

    private String errorsOf(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///CancelledQuotes.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(output, null, null, options, null, List.of(file))
                .call();
        return compiled ? "" : output.toString();
    }

    private static Path howTo(String page) {
        return Path.of(System.getProperty("cpq.root"), "docs", "how-to", page);
    }
}
