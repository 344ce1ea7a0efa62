package io.cpqoms.audit.proof;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Limit;
import io.cpqoms.command.database.DatabasePatience;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Gives the evidence that the trail of the caller's tenant is whole. */
@Path("/proof")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "service"})
@Tag(name = "Proof")
class ProofResource {

    /** A proof reads the whole trail of a tenant. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Caller caller;
    private final Chains chains;
    private final Completeness completeness;
    private final DatabasePatience patience;

    ProofResource(Caller caller, Chains chains, Completeness completeness, DatabasePatience patience) {
        this.caller = caller;
        this.chains = chains;
        this.completeness = completeness;
        this.patience = patience;
    }

    @GET
    @Path("/verify")
    @Operation(
            operationId = "verifyTrail",
            summary = "Recompute the hash chain and name the first fact that does not fit")
    public ProofView verify() {
        patience.allow(LONGEST);
        return ProofView.of(chains.verify(caller.tenant()));
    }

    @GET
    @Path("/gaps")
    @Operation(
            operationId = "listVersionGaps",
            summary = "Aggregates whose recorded versions are not contiguous from 1")
    public VersionGaps gaps(
            @Parameter(
                            description = "At most so many aggregates.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        patience.allow(LONGEST);
        return new VersionGaps(
                completeness.gaps(caller.tenant(), Limit.parse(limit).items()));
    }

    /** The aggregates with holes; empty is what one wants to see. */
    record VersionGaps(List<VersionGap> items) {}

    /** A chain's proof as clients read it. */
    record ProofView(
            boolean intact, long checked, long headSequence, String headHash, Optional<BrokenView> firstBroken) {

        static ProofView of(ChainProof proof) {
            return new ProofView(
                    proof.intact(),
                    proof.checked(),
                    proof.headSequence(),
                    proof.headHash(),
                    proof.firstBroken()
                            .map(broken -> new BrokenView(
                                    broken.sequence(),
                                    broken.kind().name().toLowerCase(Locale.ROOT),
                                    broken.explanation())));
        }
    }

    /** Where a chain does not hold: changed, removed, reordered or added. */
    record BrokenView(long sequence, String kind, String explanation) {}
}
