package io.cpqoms.local.server;

/** A database, the role of the same name that owns it, and a role beside it that can only select. */
public record Database(String name, String password, String readerPassword) {
    public Database {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
    }

    /** The role that validating replays log in with. */
    public String reader() {
        return readerOf(name);
    }

    /** The name of the select-only role of a database. */
    public static String readerOf(String name) {
        return name + "_reader";
    }
}
