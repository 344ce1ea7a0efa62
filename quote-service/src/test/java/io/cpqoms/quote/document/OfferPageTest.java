package io.cpqoms.quote.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.lifecycle.OfferLanguage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a customer was presented stays what it was: a page of a template that was in use never changes by a byte. */
@Tag("DOM-11")
class OfferPageTest {

    private final OfferPage page = new OfferPage();

    /** These are never edited. Who changes a page writes the next template, and adds its four lines. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            1, ENGLISH,    91ab05894c45c41f235613723232652415cbbc00be070bdfd5362b1d066fb5d2
            1, GERMAN,     224debffddee08481ef7343af3cb0c7095c3ce9657e0eee22138a71fb824d90b
            1, INDONESIAN, 52a6506c41e6c959666e06d54020d1859f153f420ae94ffc3e5664f8619c301c
            1, ARABIC,     cd2c043089c797e9dba58515934b67cc60aa70b19354f1c2398f3a47767d52f2
            """)
    void isTheSameInTenYears(int template, OfferLanguage language, String sha256) throws NoSuchAlgorithmException {
        String html = page.html(OfferSamples.of(6), language, template);

        assertThat(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(html.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(sha256);
    }

    @Test
    void keepsOutWhatNoPdfCouldHold() {
        String html = page.html(OfferSamples.named("Bad\u0001 \ufffe name"), OfferLanguage.ENGLISH, OfferPage.LATEST);

        assertThat(html).contains("Bad\ufffd \ufffd name");
    }
}
