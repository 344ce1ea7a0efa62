package io.cpqoms.quote.document;

import io.cpqoms.quote.lifecycle.OfferLanguage;
import io.cpqoms.values.Money;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Writes an offer as an HTML page. The same offer in the same language is the same text, today and in ten years: a template that is changed
 * gets the next number, and what was presented keeps the number that it had.
 */
@Singleton
class OfferPage {

    /** The template of what is presented from now on; the former ones stay as they were. */
    static final int LATEST = 1;

    /** What XML has no place for, and a name can hold all the same. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\x09\\x0a\\x0d\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]");

    private final List<Template> templates;
    private final List<Map<OfferLanguage, OfferWords>> words;

    OfferPage() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .strictRendering(true)
                .build();
        this.templates = IntStream.rangeClosed(1, LATEST)
                .mapToObj(number -> engine.parse(source(number), Variant.forContentType("text/html")))
                .toList();
        this.words = IntStream.rangeClosed(1, LATEST).mapToObj(OfferPage::words).toList();
    }

    private static Map<OfferLanguage, OfferWords> words(int number) {
        Map<OfferLanguage, OfferWords> words = new EnumMap<>(OfferLanguage.class);
        for (OfferLanguage language : OfferLanguage.values()) {
            words.put(language, OfferWords.of(number, language));
        }
        return words;
    }

    /**
     * The page, which is also well-formed XML.
     *
     * @param template the number under which it was presented, or {@link #LATEST}
     */
    String html(Offer offer, OfferLanguage language, int template) {
        OfferWords in = Objects.requireNonNull(words.get(template - 1).get(language));
        String page = templates
                .get(template - 1)
                .data("t", in.all())
                .data("language", language.code())
                .data("direction", language.isRightToLeft() ? "rtl" : "ltr")
                .data("offer", Sheet.of(offer, in))
                .render();
        return NO_XML.matcher(page).replaceAll("\ufffd");
    }

    private static String source(int number) {
        String name = "/offers/" + number + "/page.html";
        try (InputStream file = Objects.requireNonNull(OfferPage.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The offer in words, as the template places them. */
    record Sheet(
            String number,
            String customer,
            String reference,
            String issued,
            String validity,
            String terms,
            List<Row> rows,
            List<Sum> sums) {

        static Sheet of(Offer offer, OfferWords words) {
            List<Row> rows = new ArrayList<>();
            int position = 0;
            for (Offer.Line line : offer.lines()) {
                position += line.level() == 0 ? 1 : 0;
                rows.add(Row.of(position, line, words));
            }
            return new Sheet(
                    offer.quoteId() + " / " + offer.revision(),
                    offer.customerId().value(),
                    offer.reference().orElse(""),
                    words.date(offer.issuedAt()),
                    words.sentence("validity", words.dateAndTime(offer.validUntil())),
                    offer.termsVersion()
                            .map(version -> words.sentence("terms", version))
                            .orElse(""),
                    rows,
                    offer.totals().stream().map(total -> Sum.of(total, words)).toList());
        }
    }

    /**
     * A line: what it is, and what each of its charges comes to.
     *
     * @param position none for a component, which belongs to the position above it
     * @param mark one dash for each level that a component lies below its position
     */
    record Row(
            String position,
            String mark,
            String product,
            String productId,
            int quantity,
            Cell first,
            List<Cell> others) {

        static Row of(int position, Offer.Line line, OfferWords words) {
            List<Cell> cells = line.charges().stream()
                    .map(charge -> Cell.of(charge, words))
                    .toList();
            return new Row(
                    line.level() == 0 ? "" + position : "",
                    "– ".repeat(line.level()),
                    line.name(),
                    line.productId().value(),
                    line.quantity().value(),
                    cells.getFirst(),
                    cells.subList(1, cells.size()));
        }
    }

    /** What a charge comes to. */
    record Cell(String name, String unitPrice, String discount, String amount, String per) {

        static Cell of(Offer.Charge charge, OfferWords words) {
            return new Cell(
                    charge.name().orElse(""),
                    charge.unitPrice().map(words::money).orElse(""),
                    words.percent(charge.discount()),
                    words.money(charge.amount()),
                    words.per(charge.kind(), charge.period()));
        }
    }

    /** A total, with what it would be at list prices where that is more. */
    record Sum(String name, String list, String total) {

        static Sum of(Offer.Total total, OfferWords words) {
            Optional<String> list = total.list()
                    .map(Money::rounded)
                    .filter(all -> all.amount().compareTo(total.rounded().amount()) > 0)
                    .map(all -> words.sentence("listValue", words.money(all)));
            return new Sum(words.totalOf(total.kind(), total.period()), list.orElse(""), words.money(total.rounded()));
        }
    }
}
