package io.cpqoms.quote.catalog;

import io.cpqoms.values.ProductId;
import java.util.List;

/** What became of a catalog command. */
public sealed interface CatalogOutcome {

    /** It happened; this is the version now. */
    record Done(CatalogVersion version) implements CatalogOutcome {}

    /** The state does not allow it. */
    record WrongState(CatalogState state, String command, List<String> legalCommands) implements CatalogOutcome {}

    /** The version does not have this product. */
    record UnknownProduct(ProductId productId) implements CatalogOutcome {}

    /** The content may not be quoted; each fault says where and why. */
    record NotPublishable(List<ContentFault> faults) implements CatalogOutcome {}

    /** It would be more than a version may have or its facts can carry; the detail says both figures. */
    record TooLarge(String detail) implements CatalogOutcome {}

    /** One reason why a version may not be published, and where. */
    record ContentFault(String where, String message) {}
}
