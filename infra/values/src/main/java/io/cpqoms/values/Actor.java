package io.cpqoms.values;

import java.util.Objects;

/** Who did something: a kind and an opaque subject, never a name or an email address. */
public record Actor(Kind kind, String subject) {

    /** What sort of subject acts. */
    public enum Kind {
        USER,
        SERVICE,
        CUSTOMER
    }

    public Actor {
        Objects.requireNonNull(kind, "kind");
        if (subject.isBlank()) {
            throw new IllegalArgumentException("An actor needs a subject");
        }
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
