package io.cpqoms.quote.web;

import io.cpqoms.command.Problem;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list and, where more follows, the cursor of the next.
 *
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public static final String DEFAULT_LIMIT = "50";
    public static final int MAX_LIMIT = 200;

    /** Makes a page of at most the limit from what was read with one more than that. */
    public static <T> Page<T> of(List<T> read, int limit, Function<T, UUID> id) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        List<T> items = read.subList(0, limit);
        return new Page<>(List.copyOf(items), cursor(id.apply(items.getLast())));
    }

    /** Where a cursor points; 400 when it is none of ours. */
    public static Optional<UUID> after(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == 2 * Long.BYTES) {
                return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException notOne) {
            // Refused below, with what would be right.
        }
        throw Problem.invalidInput("cursor", "must be the nextCursor of an earlier page")
                .asException();
    }

    public static int limit(int asked) {
        if (asked < 1 || asked > MAX_LIMIT) {
            throw Problem.invalidInput("limit", "must be 1 to " + MAX_LIMIT).asException();
        }
        return asked;
    }

    private static String cursor(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
