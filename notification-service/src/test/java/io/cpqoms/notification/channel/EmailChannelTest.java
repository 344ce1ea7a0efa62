package io.cpqoms.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way from a notice to the server's socket, against servers that follow a script. */
class EmailChannelTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @Tag("N1")
    @ValueSource(strings = {"Łukasz@example.org", "kovač@example.org", "günther@example.org"})
    void neverWritesToAnotherMailboxWhereTheServerKnowsOnlyAscii(String address) throws Exception {
        try (ScriptedMailServer server = ScriptedMailServer.answering(Map.of())) {
            SendResult result = channel(server.port()).send(aReminder(Map.of()), address, "en");

            assertThat(result)
                    .isEqualTo(new SendResult.Refused("The mail server takes only addresses in ASCII (it does not offer"
                            + " SMTPUTF8), and this one is not: " + address));
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("RCPT"));
        }
    }

    @Test
    @Tag("N1")
    void writesBeyondAsciiWhereTheServerOffersIt() throws Exception {
        try (ScriptedMailServer server = offeringSmtpUtf8()) {
            SendResult result = channel(server.port()).send(aReminder(Map.of()), "Łukasz@example.org", "de");

            assertThat(result).isInstanceOf(SendResult.Taken.class);
            assertThat(server.heard())
                    .contains(
                            "MAIL FROM:<no-reply@notification.cpq> SMTPUTF8",
                            "RCPT TO:<Łukasz@example.org>",
                            "To: Łukasz@example.org");
        }
    }

    @ParameterizedTest
    @Tag("N1")
    @CsvSource({
        "ana@kovač.example, ana@xn--kova-jua.example",
        "ana@KOVAČ.example, ana@xn--kova-jua.example",
        "root@localhost, root@localhost"
    })
    void writesTheDomainInAsciiAndNeedsNothingOfTheServerForIt(String address, String written) throws Exception {
        try (ScriptedMailServer plain = ScriptedMailServer.answering(Map.of());
                ScriptedMailServer international = offeringSmtpUtf8()) {
            for (ScriptedMailServer server : List.of(plain, international)) {
                SendResult result = channel(server.port()).send(aReminder(Map.of()), address, "en");

                assertThat(result).isInstanceOf(SendResult.Taken.class);
                assertThat(server.heard())
                        .contains("MAIL FROM:<no-reply@notification.cpq>", "RCPT TO:<" + written + ">");
            }
        }
    }

    @Test
    @Tag("N1")
    void goesOnInTheSameConversationAfterAnAddressThatTheServerDoesNotTake() throws Exception {
        try (ScriptedMailServer server = ScriptedMailServer.answering(Map.of())) {
            EmailChannel channel = channel(server.port());
            channel.send(aReminder(Map.of()), "kovač@example.org", "en");

            SendResult result = channel.send(aReminder(Map.of()), "kovac@example.org", "en");

            assertThat(result).isInstanceOf(SendResult.Taken.class);
            assertThat(server.heard().stream().filter(line -> line.startsWith("EHLO")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @Tag("N1")
    @ValueSource(strings = {"a@b.de\r\nBcc: all@b.de", "a\u0007@b.de", "ana@straße.example", ""})
    void sendsNothingToWhatIsNoAddress(String address) throws Exception {
        try (ScriptedMailServer server = ScriptedMailServer.answering(Map.of())) {
            SendResult result = channel(server.port()).send(aReminder(Map.of()), address, "en");

            assertThat(result).isInstanceOf(SendResult.Refused.class);
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    @Tag("N2")
    void refusesAValueThatIsNotWhatTheContractSays() throws Exception {
        try (ScriptedMailServer server = ScriptedMailServer.answering(Map.of())) {
            SendResult result =
                    channel(server.port()).send(aReminder(Map.of("dueAt", "2026-02-30")), "a@b.example", "en");

            assertThat(result)
                    .isEqualTo(new SendResult.Refused("The message could not be worded: "
                            + "dueAt must be an instant or a date, and is \"2026-02-30\""));
            assertThat(server.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @Tag("N2")
    @ValueSource(strings = {"quote-accepted", "no-such-template"})
    void isNeverInDoubtAboutWhatItCouldNotWord(String template) throws Exception {
        try (ScriptedMailServer server = ScriptedMailServer.answering(Map.of())) {
            SendResult result =
                    channel(server.port()).send(aNotice(template, Map.of("dueAt", "x")), "a@b.example", "en");

            assertThat(result).isInstanceOf(SendResult.Refused.class);
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    @Tag("N2")
    void isNeverInDoubtWhenSomethingUnforeseenFailsBeforeTheServerIsAsked() throws Exception {
        try (ScriptedMailServer server = ScriptedMailServer.answering(Map.of())) {
            ChannelSettings broken = TestLetters.settings(() -> {
                throw new UnsupportedOperationException("no zone");
            });
            ChannelSettings exhausted = TestLetters.settings(() -> {
                throw new StackOverflowError("too deep");
            });

            for (ChannelSettings settings : List.of(broken, exhausted)) {
                SendResult result = channel(server.port(), settings).send(aReminder(Map.of()), "a@b.example", "en");

                assertThat(result).isInstanceOf(SendResult.Refused.class);
            }
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    @Tag("N2")
    void triesAgainWhenTheServerCannotEvenBeCalled() {
        assertThat(channel(70_000).send(aReminder(Map.of()), "a@b.example", "en"))
                .isInstanceOf(SendResult.Unreachable.class);
    }

    private static ScriptedMailServer offeringSmtpUtf8() {
        return ScriptedMailServer.answering(Map.of("EHLO", ScriptedMailServer.OFFERS_SMTPUTF8));
    }

    private static Notice aReminder(Map<String, Object> parameters) {
        return aNotice("approval-reminder", parameters);
    }

    private static Notice aNotice(String template, Map<String, Object> parameters) {
        return new Notice(UUID.randomUUID(), template, 1, "sales-managers", "quote", "quote-1", parameters);
    }

    private static EmailChannel channel(int port) {
        return channel(port, TestLetters.settings(() -> ZoneOffset.UTC));
    }

    private static EmailChannel channel(int port, ChannelSettings settings) {
        return new EmailChannel(
                new SmtpConversations(serverAt(port), settings), TestLetters.letters(settings), settings, CLOCK);
    }

    private static SmtpSettings serverAt(int port) {
        return new Server("127.0.0.1", port, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    /** A mail server that knows nobody and hides nothing. */
    private record Server(String host, int port, Duration connectTimeout, Duration answerTimeout)
            implements SmtpSettings {

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public boolean requireTls() {
            return false;
        }
    }
}
