package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.ClientInstant;
import io.cpqoms.command.Fields;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteCommand;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.Ids;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Token;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A quote as a client asks for it. */
record NewQuote(
        @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "VINET")
        String customerId,

        @NotNull
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR")
        @Schema(examples = "EUR")
        String currency,

        @NotNull UUID catalogVersionId,

        @Pattern(regexp = Token.PATTERN, message = Token.RULE)
        @Schema(examples = "10248", description = "The client's own name for it.")
        @Nullable
        String externalReference,

        @Schema(
                pattern = ClientInstant.PATTERN,
                description = "After this instant the quote can no longer be accepted; 30 days from now when absent. "
                        + "RFC 3339, from the year 2000 to before 2200.")
        @Nullable
        Instant validUntil,

        @NotNull @Size(max = Quote.MAX_LINES) List<@Valid @NotNull NewLine> lines) {

    QuoteCommand.Open open(Ids ids, Instant defaultValidity) {
        Fields.read("currency", () -> Money.zero(currency));
        List<QuoteLine> wanted = IntStream.range(0, lines.size())
                .mapToObj(index -> lines.get(index).line(new LineId(ids.next()), "lines[" + index + "]."))
                .toList();
        return new QuoteCommand.Open(
                new CustomerId(customerId),
                currency,
                new CatalogVersionId(catalogVersionId),
                externalReference,
                (validUntil == null ? defaultValidity : validUntil).truncatedTo(ChronoUnit.MICROS),
                wanted,
                Optional.empty());
    }
}
