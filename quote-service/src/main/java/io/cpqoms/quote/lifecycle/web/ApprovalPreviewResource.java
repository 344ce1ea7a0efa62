package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.quote.approval.ApprovalPolicy;
import io.cpqoms.quote.lifecycle.ApprovalPreview;
import io.cpqoms.quote.lifecycle.Quote;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who would have to decide on a quote: nothing is stored, so nothing has a key or a version. */
@Path("/quotes/{quoteId}/approval-preview")
@Tag(name = "Quotes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ApprovalPreviewResource {

    private final QuoteEndpoint endpoint;
    private final ApprovalPolicy policy;
    private final Caller caller;

    ApprovalPreviewResource(QuoteEndpoint endpoint, ApprovalPolicy policy, Caller caller) {
        this.endpoint = endpoint;
        this.policy = policy;
        this.caller = caller;
    }

    @POST
    @RolesAllowed("sales")
    @Extension(name = "x-without-key", value = "true")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ApprovalPreviewView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "The quote could not be priced and submitted as it stands; who has submitted reads its policy.")
    @Operation(
            operationId = "previewQuoteApproval",
            summary = "Ask who would have to decide if this quote were submitted now",
            description =
                    "Stores nothing and needs no key. A draft is looked at with the price that it would have. All rules of the"
                            + " policy are told, those that fire with the reason and every one with its bound.")
    public ApprovalPreviewView preview(@PathParam("quoteId") String quoteId) {
        Quote quote = endpoint.present(quoteId);
        ApprovalPreview preview = ApprovalPreview.of(quote, caller.actor().subject(), policy, endpoint.catalog(quote));
        if (preview.refusal().isPresent()) {
            throw QuoteProblems.of(preview.refusal().get(), true).asException();
        }
        return ApprovalPreviewView.of(preview.decision().orElseThrow(), policy.rules(), preview.worse());
    }
}
