package io.cpqoms.notification.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.Violation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("API-07")
class ContactTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@b.de", "orders+cpq@mail.example.com", "günther@example.org", "root@localhost"})
    void takesAddressesThatAreInUse(String email) {
        assertThat(new Contact(email, "de-AT").violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a@", "@b", "a b@c.de", "a@b.de\r\nBcc: all@b.de", "a@b.de,c@d.de", "<a@b.de>"})
    void refusesWhatIsNoAddressOrWouldBecomeAnotherHeader(String email) {
        assertThat(new Contact(email, "en").violations())
                .extracting(Violation::field)
                .containsExactly("email");
    }

    @ParameterizedTest
    @Tag("N1")
    @ValueSource(
            strings = {
                "Łukasz@example.org",
                "kovač@example.org",
                "ana@kovač.example",
                "用户@例え.jp",
                "o'hara+x=1@mail-1.example.com"
            })
    void takesAddressesBeyondAscii(String email) {
        assertThat(new Contact(email, "hr").violations()).isEmpty();
    }

    @ParameterizedTest
    @Tag("N1")
    @ValueSource(strings = {"a..b@c.de", ".a@b.de", "a.@b.de", "a@b..de", "a@-b.de", "a@b.de.", "ana@straße.example"})
    void refusesWhatNoMailCanBeSentTo(String email) {
        assertThat(new Contact(email, "de").violations())
                .extracting(Violation::field)
                .containsExactly("email");
    }

    @ParameterizedTest
    @Tag("N5")
    @ValueSource(
            strings = {
                "a\u0000@b.de",
                "a\u0007@b.de",
                "a\u0085b@b.de",
                "a\u00a0b@b.de",
                "a\u200bb@b.de",
                "a\u202eb@b.de",
                "a\u2028@b.de",
                "a\ud800@b.de",
                "a@b\u2028.de"
            })
    void refusesWhatNobodyCanSeeInAnAddress(String email) {
        assertThat(new Contact(email, "en").violations())
                .extracting(Violation::field)
                .containsExactly("email");
    }

    @Test
    @Tag("N5")
    void boundsWhatItTakes() {
        String name = "a".repeat(64);
        String domain = ("d".repeat(60) + ".").repeat(3) + "example";
        Contact longestName = new Contact(name + "@example.org", "de-AT-x-" + "a-".repeat(12) + "aaa");

        assertThat(longestName.violations()).isEmpty();
        assertThat(new Contact("a" + name + "@example.org", "de-x" + "-abcdefgh".repeat(2_000)).violations())
                .extracting(Violation::field)
                .containsExactly("email", "locale");
        assertThat(new Contact(name + "@" + domain, "de").violations())
                .extracting(Violation::field)
                .containsExactly("email");
    }

    @Test
    void refusesWhatIsNoLanguage() {
        assertThat(new Contact("a@b.de", "german, please").violations())
                .extracting(Violation::field)
                .containsExactly("locale");
    }
}
