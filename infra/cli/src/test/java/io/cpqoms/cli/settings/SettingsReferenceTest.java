package io.cpqoms.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every setting of the platform is bounded, explained, and in the reference as its mapping declares it. */
@Tag("ENG-10")
class SettingsReferenceTest {

    private static final Path REFERENCE = Checkout.root().resolve("docs/reference/settings.md");
    private static final String BEGIN = "<!-- settings: from their mappings -->\n";
    private static final String END = "<!-- end of settings -->\n";

    private final Map<String, List<DeclaredSetting>> modules;

    SettingsReferenceTest() throws IOException {
        modules = SettingSources.read();
    }

    @Test
    void whatHasASizeIsBoundedAtBothEnds() {
        assertThat(all()).hasSizeGreaterThan(90);
        assertThat(all())
                .filteredOn(DeclaredSetting::isMeasured)
                .allSatisfy(setting ->
                        assertThat(setting.bounds()).as(setting.name()).contains(" to "));
    }

    @Test
    void everySettingSaysWhatItIsFor() {
        assertThat(all())
                .allSatisfy(setting -> assertThat(setting.meaning())
                        .as(setting.name())
                        .hasSizeGreaterThan(10)
                        .endsWith(".")
                        .doesNotContain("{@"));
    }

    /** A name that was mistyped there would bound nothing. */
    @Test
    void whatASettingMustBeBelowIsASetting() {
        Set<String> names = all().stream().map(DeclaredSetting::name).collect(Collectors.toSet());

        assertThat(all().stream().flatMap(setting -> setting.below().stream()))
                .isNotEmpty()
                .isSubsetOf(names);
    }

    /** Write it with {@code -Dsettings.write=true}. */
    @Test
    void referenceNamesEverySettingAndNoOther() throws IOException {
        String page = Files.readString(REFERENCE);
        String expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + tables() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(REFERENCE, expected);
        }

        assertThat(Files.readString(REFERENCE)).isEqualTo(expected);
    }

    private List<DeclaredSetting> all() {
        return modules.values().stream().flatMap(List::stream).toList();
    }

    private String tables() throws IOException {
        StringBuilder text = new StringBuilder();
        modules.forEach((module, settings) -> {
            String whose = module.startsWith("infra/") ? "Every service, by " + module : module;
            text.append("\n## ").append(whose).append("\n\n");
            text.append("| setting, and its variable | default | may be | means |\n|---|---|---|---|\n");
            settings.forEach(setting -> text.append(row(setting)));
        });
        text.append("\n## Variables that the services' files refer to\n\n");
        text.append("| variable | sets | default | read by |\n|---|---|---|---|\n");
        return text.append(ReadVariables.table()).append('\n').toString();
    }

    private static String row(DeclaredSetting setting) {
        String standard = setting.standard().map(text -> "`" + text + "`").orElse("none");
        return "| `" + setting.name() + "`<br>`" + setting.variable() + "` | " + standard + " | " + mayBe(setting)
                + " | " + setting.meaning() + " |\n";
    }

    private static String mayBe(DeclaredSetting setting) {
        if (!setting.bounds().isEmpty()) {
            return setting.bounds();
        }
        String type = setting.type().replaceAll("^Optional<(.*)>$", "$1");
        return switch (type) {
            case "boolean" -> "`true` or `false`";
            case "URI" -> "an address";
            case "Path" -> "a path";
            case "ZoneId" -> "a time zone";
            case "Set<String>", "List<String>" -> "texts, with commas";
            default -> "a text";
        };
    }
}
