package io.cpqoms.local.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a start that failed is of that start: the log has all earlier ones too. */
@Tag("ENG-10")
class LaunchTest {

    private static final String REFUSAL =
            "quote-service does not start: a setting is wrong. Nothing was connected or written.";

    @TempDir
    Path home;

    private Launch launch;

    @BeforeEach
    void makeHome() throws Exception {
        launch = new Launch(new RunDirectory(home));
        new ProcessBuilder("mkfifo", home.resolve("go").toString()).start().waitFor();
    }

    @Test
    void repeatsTheWholeRefusalOfAService() {
        assertThatThrownBy(() -> launch.start(dying(REFUSAL + "\\n\\n  cpq.log.json\\n    is     maybe")))
                .hasMessageContaining("-output.log\n" + REFUSAL)
                .hasMessageEndingWith("cpq.log.json\nis     maybe");
    }

    @Test
    void doesNotRepeatWhatAnEarlierStartDiedOf() {
        assertThatThrownBy(() -> launch.start(dying(REFUSAL))).hasMessageContaining(REFUSAL);

        assertThatThrownBy(() -> launch.start(dying("Could not find or load main class")))
                .hasMessageContaining("Could not find or load main class")
                .hasMessageNotContaining("does not start");
        assertThatThrownBy(() -> launch.start(dying("")))
                .hasMessageContaining("ended while it started")
                .hasMessageNotContaining("Could not find");
    }

    /** A process that says so and ends, once it is looked at. */
    private Component dying(String words) {
        return new Dying(home, words);
    }

    private static final class Dying implements Component {
        private final Path home;
        private final String words;
        private boolean told;

        Dying(Path home, String words) {
            this.home = home;
            this.words = words;
        }

        @Override
        public String name() {
            return "quote-service";
        }

        @Override
        public List<Integer> ports() {
            return List.of();
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public ChildSpec spec() {
            String script = "read go < go; printf '" + words + "\\n'";
            return new ChildSpec(name(), List.of("/bin/sh", "-c", script), Map.of(), home, ChildSpec.Signal.KILL)
                    .keepingItsLog();
        }

        @Override
        public boolean ready() throws IOException {
            if (!told) {
                told = true;
                Files.writeString(home.resolve("go"), "go\n");
            }
            return false;
        }
    }
}
