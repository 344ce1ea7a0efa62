package io.cpqoms.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mails are shown as they were meant, and nothing that stands in one becomes part of the page. */
@Tag("L2")
class MailPageTest {
    private static final String PLAIN =
            "Date: Mon, 30 Nov 2026 06:00:00 +0000\r\nSubject: x\r\n\r\nYour order <b>1</b> & more\r\n";

    @Test
    void showsSubjectAddressTimeAndText() {
        assertThat(MailPage.html(List.of(new SinkMail("a@b.test", "Quote 10248", PLAIN))))
                .contains("1 mail arrived", "<b>Quote 10248</b>", "to a@b.test", "Mon, 30 Nov 2026");
    }

    @Test
    void showsWhatStandsInAMailAsText() {
        String page = MailPage.html(List.of(new SinkMail("<script>", "<img src=x>", PLAIN)));

        assertThat(page)
                .contains("&lt;script&gt;", "&lt;img src=x&gt;", "&lt;b&gt;1&lt;/b&gt; &amp; more")
                .doesNotContain("<script", "<img");
    }

    @Test
    void readsWhatWasEncodedForTheWay() {
        assertThat(mail("Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe, =\nall")
                        .body())
                .isEqualTo("Grüße, all");
        assertThat(mail("Content-Transfer-Encoding: base64\n\nR3LDvMOfZQ==\n").body())
                .isEqualTo("Grüße");
    }

    @Test
    void readsTheFirstOfSeveralParts() {
        String parts =
                "Content-Type: multipart/alternative;\n boundary=\"-x-\"\n\n---x-\nContent-Type: text/plain\n\nHello\n---x-\n"
                        + "Content-Type: text/html\n\n<p>Hello</p>\n---x---\n";

        assertThat(mail(parts).body().strip()).isEqualTo("Hello");
    }

    @Test
    void showsAMailWithoutText() {
        assertThat(mail("Subject: nothing").body()).isEmpty();
    }

    private static SinkMail mail(String mime) {
        return new SinkMail("a@b.test", "x", mime);
    }
}
