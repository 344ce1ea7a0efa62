package io.cpqoms.quote.configuration;

import io.cpqoms.values.Token;
import java.util.List;

/** Options of which at least {@code min} and at most {@code max} different ones are chosen. */
public record OptionGroup(String id, String name, int min, int max, List<Option> options) {

    public OptionGroup {
        Token.require(id);
        options = List.copyOf(options);
    }
}
