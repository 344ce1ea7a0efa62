package io.cpqoms.workflow.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the cursor of the next one when there is more. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    private static final int LARGEST = 200;
    private static final String SEPARATOR = "\n";

    /** The page size that a request asks for; 400 beyond the bounds. */
    public static int limit(int asked) {
        if (asked < 1 || asked > LARGEST) {
            throw Problem.invalidInput("limit", "must be 1 to " + LARGEST).asException();
        }
        return asked;
    }

    public static String cursor(String... parts) {
        byte[] text = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** The parts of a cursor of ours; 400 when it is none. */
    public static Optional<List<String>> parts(@Nullable String cursor, int count) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split(SEPARATOR, -1));
            if (parts.size() == count) {
                return Optional.of(parts);
            }
        } catch (IllegalArgumentException notOne) {
            // Refused below, with what would be right.
        }
        throw Problem.invalidInput("cursor", "must be the nextCursor of the page before")
                .asException();
    }
}
