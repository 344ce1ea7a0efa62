package io.cpqoms.quote.catalog.web;

import io.cpqoms.command.Problem;
import io.cpqoms.command.Violation;
import io.cpqoms.quote.catalog.CatalogOutcome;
import io.cpqoms.quote.catalog.CatalogVersion;
import java.util.List;
import java.util.Map;

/** What became of a catalog command, as the REST face says it. */
final class CatalogAnswers {

    private CatalogAnswers() {}

    /** The version, or the refusal as a problem. */
    static CatalogVersion done(CatalogOutcome outcome) {
        return switch (outcome) {
            case CatalogOutcome.Done(var version) -> version;
            case CatalogOutcome.WrongState(var state, var command, var legal) ->
                throw Problem.illegalTransition(command, state.label(), legal).asException();
            case CatalogOutcome.UnknownProduct(var product) ->
                throw Problem.notFound("product", product.value()).asException();
            case CatalogOutcome.NotPublishable(var faults) ->
                throw notPublishable(faults).asException();
            case CatalogOutcome.TooLarge(var detail) ->
                throw Problem.of(413, "catalog-too-large", "Catalog too large", detail)
                        .asException();
        };
    }

    private static Problem notPublishable(List<CatalogOutcome.ContentFault> faults) {
        List<Violation> violations = faults.stream()
                .map(fault -> new Violation(fault.where(), fault.message()))
                .toList();
        return new Problem(
                "not-publishable",
                "Not publishable",
                409,
                faults.getFirst().message() + (faults.size() == 1 ? "" : "; see violations"),
                Map.of(),
                violations);
    }
}
