package io.cpqoms.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The bounds of the claim {@code groups}, in which identity providers send roles and groups alike. Names that nobody here knows are
 * harmless and stay; a list without end is refused before anything looks through it.
 */
final class Groups {

    /** As many as the large identity providers put into one token. */
    static final int MOST = 200;

    static final int LONGEST = 255;

    private Groups() {}

    /** What is wrong with a list of texts; nothing when it keeps the bounds. */
    static Optional<String> objection(JsonNode groups) {
        String right = "The claim groups must be a list of at most " + MOST + " texts of at most " + LONGEST
                + " characters each; the token has ";
        if (groups.size() > MOST) {
            return Optional.of(right + groups.size() + ".");
        }
        for (JsonNode group : groups) {
            int length = group.asText().length();
            if (length > LONGEST) {
                return Optional.of(right + "one of " + length + ".");
            }
        }
        return Optional.empty();
    }
}
