package io.cpqoms.quote.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.stored.DocumentCodec;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The stored form of a catalog version's products.
 *
 * <p>The first form was a bare list, which can't name itself; form 2 is an object and names the reach of a step in small letters.
 */
final class CatalogDocuments {

    private record Content(List<Product> products) {}

    private static final DocumentCodec<Content> CODEC = DocumentCodec.of(Content.class)
            .naming(FulfilmentStep.Scope.class, FulfilmentStep.Scope::label)
            .liftedBy(CatalogDocuments::namesScopes)
            .build();

    private CatalogDocuments() {}

    static String write(Collection<Product> products) {
        return CODEC.write(new Content(List.copyOf(products)));
    }

    /** @throws io.cpqoms.command.stored.NewerFormException when a newer release wrote it */
    static List<Product> read(String document) {
        String whole = document.startsWith("[") ? "{\"products\":" + document + "}" : document;
        return CODEC.read(whole).products();
    }

    private static ObjectNode namesScopes(ObjectNode first) {
        first.findParents("scope")
                .forEach(step -> ((ObjectNode) step)
                        .put("scope", step.path("scope").textValue().toLowerCase(Locale.ROOT)));
        return first;
    }
}
