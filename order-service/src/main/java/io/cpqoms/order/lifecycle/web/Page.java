package io.cpqoms.order.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.Problem;
import io.cpqoms.order.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of a list; {@code nextCursor} is absent on the last one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    private static final int LARGEST = 200;

    /** What the last item of a page was; its order, and for fallouts its number inside that order. */
    record Cursor(OrderId order, int number) {

        static Optional<Cursor> parse(@Nullable String cursor) {
            if (cursor == null) {
                return Optional.empty();
            }
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("#", 2);
                return Optional.of(new Cursor(new OrderId(UUID.fromString(parts[0])), Integer.parseInt(parts[1])));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw Problem.invalidInput("cursor", "must be the nextCursor of an earlier page")
                        .asException();
            }
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((order + "#" + number).getBytes(StandardCharsets.US_ASCII));
        }
    }

    static int limit(int asked) {
        if (asked < 1 || asked > LARGEST) {
            throw Problem.invalidInput("limit", "must be 1 to " + LARGEST).asException();
        }
        return asked;
    }
}
