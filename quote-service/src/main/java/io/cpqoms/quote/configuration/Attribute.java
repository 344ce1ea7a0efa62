package io.cpqoms.quote.configuration;

import io.cpqoms.values.Token;
import java.util.Optional;

/**
 * Something to be said about a product that is no product itself, such as a bandwidth.
 *
 * @param defaultValue what it is while nobody says; values are text, numbers in decimal, yes and no as true and false
 * @param required whether a valid configuration has a value
 */
public record Attribute(
        String id, String name, Domain domain, Optional<String> unit, Optional<String> defaultValue, boolean required) {

    public Attribute {
        Token.require(id);
    }
}
