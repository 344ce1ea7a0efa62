package io.cpqoms.quote.catalog;

import io.cpqoms.values.Token;
import java.util.List;

/** One task that fulfils a product: who does it, for a line or once for the whole order, and after which other tasks. */
public record FulfilmentStep(String task, String partner, Scope scope, List<String> dependsOn) {

    /** Whether the task is done for each line or once for the order. */
    public enum Scope {
        LINE("line"),
        ORDER("order");

        private final String label;

        Scope(String label) {
            this.label = label;
        }

        /** As clients, contracts and stored documents call it. */
        public String label() {
            return label;
        }
    }

    public FulfilmentStep {
        Token.require(task);
        Token.require(partner);
        dependsOn.forEach(Token::require);
        dependsOn = List.copyOf(dependsOn);
    }
}
