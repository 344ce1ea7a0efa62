package io.cpqoms.local.server;

/** A database and the role of the same name that owns it. */
public record Database(String name, String password) {
    public Database {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
    }
}
