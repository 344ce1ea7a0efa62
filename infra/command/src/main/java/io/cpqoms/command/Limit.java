package io.cpqoms.command;

import org.jspecify.annotations.Nullable;

/** How many items a page may have: 1 to 200, and 50 where nobody says. */
public record Limit(int items) {

    public static final int DEFAULT = 50;
    public static final int MOST = 200;

    public Limit {
        if (items < 1 || items > MOST) {
            throw Problem.invalidInput("limit", "must be a whole number from 1 to " + MOST)
                    .asException();
        }
    }

    /** The limit that a request asks for; 400 for everything that is none. */
    public static Limit parse(@Nullable String asked) {
        if (asked == null) {
            return new Limit(DEFAULT);
        }
        // Short and of digits only, so that it fits an int; what is out of bounds is refused with the same words.
        return new Limit(asked.matches("[0-9]{1,4}") ? Integer.parseInt(asked) : 0);
    }
}
