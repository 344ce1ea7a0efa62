package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.MessagingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page about messaging draws and names is what there is. */
class MessagingPageTest {

    private static final Pattern STATE_DIAGRAM = Pattern.compile("(?s)```mermaid\nstateDiagram-v2\n(.*?)```");
    private static final Pattern ARROW = Pattern.compile("(\\S+) --> (\\S+)");
    private static final String OUTSIDE = "[*]";
    private static final Pattern SETTING = Pattern.compile("`(?:cpq\\.messaging\\.\\w+\\.)?([a-z]+(?:-[a-z]+)*)`");
    private static final Pattern LETTER_STATES =
            Pattern.compile("dead_letter_state_check check \\(state in \\(([^)]*)\\)\\)");

    private final String page = read(Path.of("../../docs/concepts/messaging.md"));

    @Test
    void drawsEachStateOfAParkedKey() {
        assertThat(statesOfDiagram(0)).isEqualTo(names(ParkedKeys.State.values()));
    }

    @Test
    void drawsEachStateOfADeadLetter() throws IOException {
        Set<String> allowed = LETTER_STATES
                .matcher(lastMigrationOfLetterStates())
                .results()
                .flatMap(states -> Stream.of(states.group(1).split(", ")))
                .map(state -> state.replace("'", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(statesOfDiagram(1)).isEqualTo(allowed);
    }

    @Test
    void namesWhatBecomesOfARecord() {
        assertThat(page)
                .contains(Arrays.stream(InboxStatus.values())
                        .map(status -> "`" + status + "`")
                        .toList());
    }

    @Test
    void namesSettingsThatThereAre() {
        Set<String> settings = Stream.of(MessagingConfig.Outbox.class, MessagingConfig.Inbox.class)
                .flatMap(part -> Arrays.stream(part.getMethods()))
                .map(method -> method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> named =
                SETTING.matcher(page).results().map(match -> match.group(1)).toList();

        assertThat(named).hasSizeGreaterThan(3).isSubsetOf(settings);
    }

    private static String lastMigrationOfLetterStates() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/messaging"))) {
            return files.sorted(
                            Comparator.comparingInt(MessagingPageTest::version).reversed())
                    .map(MessagingPageTest::read)
                    .filter(text -> LETTER_STATES.matcher(text).find())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceAll("V0_(\\d+)__.*", "$1"));
    }

    private Set<String> statesOfDiagram(int number) {
        MatchResult diagram =
                STATE_DIAGRAM.matcher(page).results().skip(number).findFirst().orElseThrow();
        return ARROW.matcher(diagram.group(1))
                .results()
                .flatMap(arrow -> Stream.of(arrow.group(1), arrow.group(2)))
                .filter(state -> !state.equals(OUTSIDE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
