package io.cpqoms.command;

import java.util.UUID;
import java.util.function.Supplier;

/** Turns what a client sent into domain values; a refusal of the domain names the field it is about. */
public final class Fields {

    private Fields() {}

    /** Reads a field; the domain's objection becomes a 400 that names it. */
    public static <T> T read(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException objection) {
            throw Problem.invalidInput(field, String.valueOf(objection.getMessage()))
                    .asException();
        }
    }

    /** Reads an id of a path; what is no UUID names nothing, so it is a 404 like any other unknown id. */
    public static UUID pathId(String what, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            throw Problem.notFound(what, text).asException();
        }
    }
}
