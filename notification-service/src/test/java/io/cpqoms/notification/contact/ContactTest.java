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

    @Test
    void refusesWhatIsNoLanguage() {
        assertThat(new Contact("a@b.de", "german, please").violations())
                .extracting(Violation::field)
                .containsExactly("locale");
    }
}
