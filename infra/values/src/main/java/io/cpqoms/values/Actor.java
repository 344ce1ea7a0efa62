package io.cpqoms.values;

import java.util.Objects;

/** Who did something: a kind and a subject as the identity provider gave it, of which nobody reads more than equality. */
public record Actor(Kind kind, String subject) {

    /** What sort of subject acts. */
    public enum Kind {
        USER,
        SERVICE,
        CUSTOMER
    }

    public Actor {
        Objects.requireNonNull(kind, "kind");
        Subject.require(subject);
    }

    public static Actor user(String subject) {
        return new Actor(Kind.USER, subject);
    }

    public static Actor service(String subject) {
        return new Actor(Kind.SERVICE, subject);
    }

    public static Actor customer(String subject) {
        return new Actor(Kind.CUSTOMER, subject);
    }
}
