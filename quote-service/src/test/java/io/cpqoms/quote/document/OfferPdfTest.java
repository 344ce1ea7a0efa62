package io.cpqoms.quote.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.lifecycle.OfferDocuments;
import io.cpqoms.quote.lifecycle.OfferLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a customer gets as PDF: the same bytes each time, with every line, in every language. */
class OfferPdfTest {

    private static final String HASH = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private final OfferPage page = new OfferPage();
    private final OfferPdf pdf = new OfferPdf();

    @ParameterizedTest
    @EnumSource
    @Tag("DOM-11")
    void isTheSameEachTime(OfferLanguage language) {
        Offer offer = OfferSamples.of(3);
        byte[] once = of(offer, language);

        assertThat(new OfferPdf().of(page(new OfferPage(), offer, language))).isEqualTo(once);
    }

    @Test
    @Tag("DOM-11")
    void repeatsTheHeadOfTheTableAndNumbersItsPages() throws IOException {
        try (PDDocument document = Loader.loadPDF(of(OfferSamples.of(300), OfferLanguage.ENGLISH))) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(5);
            for (int number = 1; number < pages; number++) {
                assertThat(text(document, number)).contains("Unit price", "Page " + number + " / " + pages);
            }
            assertThat(text(document, pages)).contains("Total, once", "Page " + pages + " / " + pages);
        }
    }

    private byte[] of(Offer offer, OfferLanguage language) {
        byte[] made = pdf.of(page(page, offer, language));
        keepForTheEye(offer.lines().size() + "-" + language.code(), made);
        return made;
    }

    private static OfferDocuments.Page page(OfferPage page, Offer offer, OfferLanguage language) {
        return new OfferDocuments.Page(page.html(offer, language, OfferPage.LATEST), HASH, language, offer.issuedAt());
    }

    /** In the build's own folder: whoever changes a page looks at it. */
    private static void keepForTheEye(String name, byte[] made) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "offers"));
            Files.write(folder.resolve(name + ".pdf"), made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }
}
