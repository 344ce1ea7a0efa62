package io.cpqoms.quote.document;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.cpqoms.quote.lifecycle.OfferDocuments;
import io.cpqoms.quote.lifecycle.OfferLanguage;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Makes a PDF of a page: the same page is the same bytes, because what a PDF says of its making is taken from the page and from when it was
 * issued. Nothing is fetched: fonts come with the service, and a page names no other file.
 */
@Singleton
class OfferPdf {

    private static final String FONT = "DejaVu Sans";
    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    byte[] of(OfferDocuments.Page page) {
        OfferLanguage language = page.language();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withW3cDocument(laidOut(page.html(), language), "")
                .useUriResolver((base, uri) -> null)
                .useFont(() -> font("DejaVuSans.ttf"), FONT, REGULAR, FontStyle.NORMAL, true)
                .useFont(() -> font("DejaVuSans-Bold.ttf"), FONT, BOLD, FontStyle.NORMAL, true)
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .defaultTextDirection(language.isRightToLeft() ? TextDirection.RTL : TextDirection.LTR)
                .usePdfUaAccessibility(true)
                .withProducer("CPQ/OMS");
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            return written(renderer.getPdfDocument(), page.sha256(), page.issuedAt());
        } catch (IOException e) {
            throw new UncheckedIOException("No PDF could be made", e);
        }
    }

    /** The page as the renderer needs it: what runs from right to left has its columns turned, which a browser does by itself. */
    private static Document laidOut(String page, OfferLanguage language) {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Document document = parsers.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
            if (language.isRightToLeft()) {
                NodeList rows = document.getElementsByTagName("tr");
                for (int index = 0; index < rows.getLength(); index++) {
                    turn(rows.item(index));
                }
            }
            return document;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The page is no well-formed XML", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void turn(Node row) {
        NodeList cells = row.getChildNodes();
        for (int index = cells.getLength() - 2; index >= 0; index--) {
            row.appendChild(cells.item(index));
        }
    }

    private static byte[] written(PDDocument document, String hash, Instant issuedAt) throws IOException {
        GregorianCalendar issued = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        issued.setTimeInMillis(issuedAt.toEpochMilli());
        document.getDocumentInformation().setCreationDate(issued);
        document.getDocumentInformation().setModificationDate(issued);
        document.setDocumentId(ByteBuffer.wrap(HexFormat.of().parseHex(hash)).getLong());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    private static InputStream font(String file) {
        return Objects.requireNonNull(OfferPdf.class.getResourceAsStream(FONTS + file), file);
    }
}
