package io.cpqoms.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("NOT-01")
class LettersTest {

    private static final Map<String, Object> EVERYTHING = Map.ofEntries(
            Map.entry("customer", "VINET"),
            Map.entry("reference", "10248"),
            Map.entry("lines", List.of(Map.of("quantity", 12))),
            Map.entry("total", Map.of("amount", "151.20", "currency", "EUR")),
            Map.entry("revision", 2),
            Map.entry("requestedBy", "sales-1"),
            Map.entry("decidedBy", "approver-1"),
            Map.entry("declinedBy", "VINET"),
            Map.entry("completedTasks", 3),
            Map.entry("skippedTasks", 0),
            Map.entry("level", "manager"),
            Map.entry("reason", "A line has a discount of 20 percent or more."),
            Map.entry("policyVersion", "approval-policy:1"),
            Map.entry("dueAt", "2026-12-01T09:00:00.000000Z"),
            Map.entry("task", "reserve"),
            Map.entry("partner", "warehouse"),
            Map.entry("type", "inventory"),
            Map.entry("cause", "Out of stock in depot 2."),
            Map.entry("impact", "Line 1 waits."),
            Map.entry("repairs", List.of("retry", "skip")));

    private final Letters letters = TestLetters.letters();

    @ParameterizedTest
    @MethodSource("templatesAndLocales")
    void everyTemplateExistsInEveryLanguage(String template, String locale) {
        Letter letter = letters.write(
                notice(template, TemplateCatalog.currentVersion(template).orElseThrow(), EVERYTHING),
                Locale.forLanguageTag(locale));

        assertThat(letter.subject()).isNotBlank().doesNotContain("\n", "{", "NOT_FOUND");
        assertThat(letter.body()).doesNotContain("{", "NOT_FOUND").contains("quote-1");
    }

    @ParameterizedTest
    @MethodSource("locales")
    void aReminderGetsAlongWithoutParameters(String locale) {
        Letter letter = letters.write(notice("approval-reminder", 1, Map.of()), Locale.forLanguageTag(locale));

        assertThat(letter.body()).doesNotContain("NOT_FOUND");
    }

    @Test
    void writesInTheReadersLanguage() {
        Letter letter = letters.write(notice("quote-accepted", 1, EVERYTHING), Locale.forLanguageTag("de-AT"));

        assertThat(letter.subject()).isEqualTo("Ihre Annahme des Angebots 10248 ist eingegangen");
        assertThat(letter.body()).contains("1 Position und beläuft sich auf 151,20\u00a0€.");
    }

    @Test
    void saysWhatIsOwedEachPeriodBesideWhatIsOwedOnce() {
        Map<String, Object> parameters = new HashMap<>(EVERYTHING);
        parameters.put("recurring", List.of(each("P1M", "21.60"), each("P1Y", "100.00")));

        assertThat(letters.write(notice("quote-accepted", 2, parameters), Locale.ENGLISH)
                        .body())
                .contains("comes to €151.20 and €21.60 each month and €100.00 each 12 months.");
        assertThat(letters.write(notice("quote-accepted", 2, parameters), Locale.GERMAN)
                        .body())
                .contains("auf 151,20\u00a0€ und 21,60\u00a0€ im Monat und 100,00\u00a0€ alle 12 Monate.");
        assertThat(letters.write(notice("quote-accepted", 2, EVERYTHING), Locale.ENGLISH)
                        .body())
                .contains("comes to €151.20.");
    }

    private static Map<String, Object> each(String period, String amount) {
        return Map.of("period", period, "rounded", Map.of("amount", amount, "currency", "EUR"));
    }

    @Test
    void fallsBackToEnglish() {
        Letter letter = letters.write(notice("quote-accepted", 1, EVERYTHING), Locale.forLanguageTag("fr"));

        assertThat(letter.subject()).isEqualTo("We have your acceptance of quote 10248");
        assertThat(letter.body()).contains("It has 1 line and comes to €151.20.");
    }

    @ParameterizedTest
    @Tag("N2")
    @ValueSource(strings = {"2026-01-15", "2026-02-30", "2026-01-15T09:00:00Z", "EUR", "007"})
    void writesAReferenceAsTheCustomerGaveIt(String reference) {
        Map<String, Object> parameters = new HashMap<>(EVERYTHING);
        parameters.put("reference", reference);

        Letter letter = letters.write(notice("quote-accepted", 1, parameters), Locale.ENGLISH);

        assertThat(letter.subject()).isEqualTo("We have your acceptance of quote " + reference);
    }

    @Test
    void saysWhichTemplateIsMissing() {
        assertThatThrownBy(() -> letters.write(notice("quote-accepted", 99, EVERYTHING), Locale.ENGLISH))
                .hasMessage("There is no template quote-accepted in version 99");
    }

    static Stream<Arguments> templatesAndLocales() {
        return TemplateCatalog.all().keySet().stream()
                .flatMap(template -> locales().map(locale -> Arguments.of(template, locale)));
    }

    static Stream<String> locales() {
        return Stream.of("en", "de");
    }

    private static Notice notice(String template, int version, Map<String, Object> parameters) {
        return new Notice(UUID.randomUUID(), template, version, "VINET", "quote", "quote-1", parameters);
    }
}
