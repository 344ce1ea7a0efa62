package io.cpqoms.quote.document;

import io.cpqoms.quote.lifecycle.OfferLanguage;
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

/**
 * Writes an offer as an HTML page. The same offer in the same language is the same text, today and in ten years: a template that is changed
 * gets the next number, and what was presented keeps the number that it had.
 */
@Singleton
class OfferPage {

    /** The template of every page so far. */
    static final int TEMPLATE = 1;

    private final Template template;
    private final Map<OfferLanguage, OfferWords> words = new EnumMap<>(OfferLanguage.class);

    OfferPage() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .strictRendering(true)
                .build();
        this.template = engine.parse(source(), Variant.forContentType("text/html"));
        for (OfferLanguage language : OfferLanguage.values()) {
            words.put(language, OfferWords.of(TEMPLATE, language));
        }
    }

    /** The page, which is also well-formed XML. */
    String html(Offer offer, OfferLanguage language) {
        OfferWords in = Objects.requireNonNull(words.get(language));
        return template.data("t", in.all())
                .data("language", language.code())
                .data("direction", language.isRightToLeft() ? "rtl" : "ltr")
                .data("offer", Sheet.of(offer, in))
                .render();
    }

    private static String source() {
        String name = "/offers/" + TEMPLATE + "/page.html";
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
                    .filter(all -> all.amount().compareTo(total.rounded().amount()) > 0)
                    .map(all -> words.sentence("listValue", words.money(all.rounded())));
            return new Sum(words.totalOf(total.kind(), total.period()), list.orElse(""), words.money(total.rounded()));
        }
    }
}
