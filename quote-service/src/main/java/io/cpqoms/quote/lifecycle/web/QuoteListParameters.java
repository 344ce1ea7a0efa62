package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Problem;
import io.cpqoms.command.Range;
import io.cpqoms.quote.lifecycle.QuoteNames;
import io.cpqoms.quote.lifecycle.Quotes;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a list of quotes may be narrowed by and sorted by, as the client sent it. */
class QuoteListParameters {

    @QueryParam("state")
    @Parameter(
            description =
                    "Any of these states, each sent as a parameter of its own: draft, priced, pendingApproval, approved, rejected, presented, declined, withdrawn, accepted, ordered, expired, cancelled.")
    List<String> states = List.of();

    @QueryParam("customerId")
    @Nullable
    String customerId;

    @QueryParam("externalReference")
    @Parameter(description = "The client's own name for it.")
    @Nullable
    String externalReference;

    @QueryParam("createdBy")
    @Parameter(description = "The subject who opened it.")
    @Nullable
    String createdBy;

    @QueryParam("currency")
    @Parameter(schema = @Schema(pattern = "[A-Z]{3}"))
    @Nullable
    String currency;

    @QueryParam("createdFrom")
    @Parameter(description = "Opened at or after this.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String createdFrom;

    @QueryParam("createdTo")
    @Parameter(description = "Opened before this.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String createdTo;

    @QueryParam("changedFrom")
    @Parameter(description = "Changed last at or after this.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String changedFrom;

    @QueryParam("changedTo")
    @Parameter(description = "Changed last before this.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String changedTo;

    @QueryParam("validFrom")
    @Parameter(
            description = "Valid until an instant at or after this.",
            schema = @Schema(implementation = Instant.class))
    @Nullable
    String validFrom;

    @QueryParam("validTo")
    @Parameter(description = "Valid until an instant before this.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String validTo;

    @QueryParam("totalFrom")
    @Parameter(
            description = "A rounded total of at least this. Needs currency.",
            schema = @Schema(pattern = "-?[0-9]{1,15}([.][0-9]{1,6})?"),
            example = "1250.00")
    @Nullable
    String totalFrom;

    @QueryParam("totalTo")
    @Parameter(
            description = "A rounded total of less than this. Needs currency.",
            schema = @Schema(pattern = "-?[0-9]{1,15}([.][0-9]{1,6})?"),
            example = "1250.00")
    @Nullable
    String totalTo;

    @QueryParam("sort")
    @Parameter(
            description = "Newest first where it is absent; a minus turns it round. Ties are in the order of the ids.",
            schema =
                    @Schema(
                            enumeration = {
                                "createdAt",
                                "-createdAt",
                                "changedAt",
                                "-changedAt",
                                "validUntil",
                                "-validUntil"
                            }))
    @Nullable
    String sort;

    Quotes.Filter filter() {
        for (String state : states) {
            if (!QuoteNames.STATES.all().contains(state)) {
                throw Problem.invalidInput("state", "must be one of " + String.join(", ", QuoteNames.STATES.all()))
                        .asException();
            }
        }
        return new Quotes.Filter(
                states,
                new Quotes.Filter.Who(
                        Optional.ofNullable(customerId),
                        Optional.ofNullable(externalReference),
                        Optional.ofNullable(createdBy)),
                Range.instants("created", createdFrom, createdTo),
                Range.instants("changed", changedFrom, changedTo),
                Range.instants("valid", validFrom, validTo),
                total());
    }

    private Optional<Quotes.Filter.Total> total() {
        Range<BigDecimal> amount = Range.amounts("total", totalFrom, totalTo);
        if (currency != null && !currency.matches("[A-Z]{3}")) {
            throw Problem.invalidInput("currency", "must be an ISO 4217 code such as EUR")
                    .asException();
        }
        if (currency == null && !amount.isEverything()) {
            throw Problem.invalidInput(
                            "currency", "is needed with a total; amounts of two currencies can't be compared")
                    .asException();
        }
        return Optional.ofNullable(currency).map(code -> new Quotes.Filter.Total(code, amount));
    }
}
