package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.ClientInstant;
import io.cpqoms.quote.lifecycle.ApprovalDecision;
import io.cpqoms.quote.lifecycle.OfferLanguage;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteCommand;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.Ids;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Subject;
import io.cpqoms.values.Token;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The small bodies of commands. A member that came after the first release is left out of the hash of the body while it is absent: a
 * command that was sent to the former release and is repeated to this one is the same command.
 */
final class Bodies {

    private Bodies() {}

    /** Who accepts for the customer. */
    @Schema(name = "Acceptance")
    record Acceptance(
            @NotNull @Pattern(regexp = Subject.PATTERN, message = Subject.RULE) @Schema(examples = "VINET")
            String acceptedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Min(1)
            @Max(Quote.MAX_REVISIONS)
            @Schema(
                    description =
                            "The revision that the customer saw; refused when the quote is at another. The present one"
                                    + " when absent.")
            @Nullable
            Integer acceptedRevision) {}

    /** To whom an offer was presented. */
    @Schema(name = "Presentation")
    record Presentation(
            @NotNull @Pattern(regexp = Subject.PATTERN, message = Subject.RULE) @Schema(examples = "VINET")
            String presentedTo,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Pattern(regexp = OfferLanguage.PATTERN, message = OfferLanguage.RULE)
            @Schema(
                    examples = "de",
                    description = "The language of the document that the customer gets; English when absent.")
            @Nullable
            String language) {

        QuoteCommand.Present command() {
            return new QuoteCommand.Present(
                    presentedTo,
                    Optional.ofNullable(language).flatMap(OfferLanguage::of).orElse(OfferLanguage.ENGLISH));
        }
    }

    /** The customer's no. */
    @Schema(name = "Refusal")
    record Refusal(
            @NotNull @Pattern(regexp = Subject.PATTERN, message = Subject.RULE) @Schema(examples = "VINET")
            String declinedBy,

            @NotBlank @Size(max = 500) @Schema(examples = "Too expensive.")
            String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Min(1)
            @Max(Quote.MAX_REVISIONS)
            @Schema(
                    description =
                            "The revision that the customer saw; refused when the quote is at another. The present one"
                                    + " when absent.")
            @Nullable
            Integer declinedRevision) {}

    /** Why the house takes an offer back. */
    @Schema(name = "Withdrawal")
    record Withdrawal(
            @NotBlank @Size(max = 500) @Schema(examples = "The supplier cannot deliver.")
            String reason) {}

    /** Why a request for approval is taken back, where somebody says. */
    @Schema(name = "Recall")
    record RecallBody(@Size(min = 1, max = 500) @Nullable String reason) {}

    /** What the next revision begins with. */
    @Schema(name = "Revision")
    record RevisionBody(
            @Size(min = 1, max = 500) @Nullable String reason,

            @Schema(
                    pattern = ClientInstant.PATTERN,
                    description =
                            "After this instant the next revision can no longer be accepted; 30 days from now when"
                                    + " absent. RFC 3339, from the year 2000 to before 2200.")
            @Nullable
            Instant validUntil) {

        Instant validUntil(Instant otherwise) {
            return (validUntil == null ? otherwise : validUntil).truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** What a copy has otherwise than its source. */
    @Schema(name = "Copy")
    record CopyBody(
            @Pattern(regexp = Token.PATTERN, message = Token.RULE)
            @Schema(examples = "VINET", description = "The source's customer when absent.")
            @Nullable
            String customerId,

            @Schema(description = "The source's catalog version when absent; that must still be published.") @Nullable
            UUID catalogVersionId,

            @Pattern(regexp = Token.PATTERN, message = Token.RULE)
            @Schema(examples = "10249", description = "The client's own name for the copy; none when absent.")
            @Nullable
            String externalReference,

            @Schema(
                    pattern = ClientInstant.PATTERN,
                    description =
                            "After this instant the copy can no longer be accepted; 30 days from now when absent. "
                                    + "RFC 3339, from the year 2000 to before 2200.")
            @Nullable
            Instant validUntil) {

        QuoteCommand.Open open(Quote source, Ids ids, Instant otherwise) {
            List<QuoteLine> lines = source.lines().stream()
                    .map(line -> line.copied(new LineId(ids.next())))
                    .toList();
            return new QuoteCommand.Open(
                    customerId == null ? source.customerId() : new CustomerId(customerId),
                    source.currency(),
                    catalogVersionId == null ? source.catalogVersionId() : new CatalogVersionId(catalogVersionId),
                    externalReference,
                    (validUntil == null ? otherwise : validUntil).truncatedTo(ChronoUnit.MICROS),
                    lines,
                    Optional.of(source.id()));
        }
    }

    /** Why a quote is given up. */
    @Schema(name = "Cancellation")
    record Cancellation(@NotBlank @Size(max = 500) String reason) {}

    /** What was decided, by whom and under which policy. */
    @Schema(name = "Decision")
    record DecisionBody(
            @NotNull
            @Pattern(regexp = Subject.PATTERN, message = Subject.RULE)
            @Schema(description = "Subject of the approver, or policy when no rule fired.", examples = "approver-1")
            String decidedBy,

            @NotBlank @Size(max = 60) @Schema(examples = "quote-approval:1")
            String policyVersion,

            @NotBlank @Size(max = 500) String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Min(1)
            @Max(Quote.MAX_REVISIONS)
            @Schema(
                    description =
                            "The revision that was decided on; refused when the quote is at another. The present one"
                                    + " when absent.")
            @Nullable
            Integer decidedRevision) {

        Optional<Integer> decided() {
            return Optional.ofNullable(decidedRevision);
        }

        ApprovalDecision decision() {
            return new ApprovalDecision(decidedBy, policyVersion, reason);
        }
    }

    /** The order that came of it. */
    @Schema(name = "OrderReference")
    record OrderReference(@NotNull UUID orderId) {}
}
