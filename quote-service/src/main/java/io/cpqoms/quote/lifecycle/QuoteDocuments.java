package io.cpqoms.quote.lifecycle;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.cpqoms.quote.storage.Documents;
import java.util.Arrays;

/** The stored form of a quote; a state is named by its label, which the database's check constraint lists as well. */
final class QuoteDocuments {

    private static final TypeReference<Quote> QUOTE = new TypeReference<>() {};

    private static final Documents DOCUMENTS = Documents.with(builder -> {
        Arrays.stream(QuoteState.class.getPermittedSubclasses())
                .map(state -> state.asSubclass(QuoteState.class))
                .forEach(state -> builder.registerSubtypes(new NamedType(state, QuoteState.label(state))));
        return builder.addMixIn(QuoteState.class, StateJson.class);
    });

    private QuoteDocuments() {}

    static String write(Quote quote) {
        return DOCUMENTS.write(quote);
    }

    static Quote read(String document) {
        return DOCUMENTS.read(document, QUOTE);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface StateJson {}
}
