package io.cpqoms.local.server;

/**
 * A database and its three logins.
 *
 * @param name also that of the role which owns everything in it and only migrates
 * @param logins their passwords
 */
public record Database(String name, Logins logins) {
    public Database {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
    }

    /**
     * Passwords.
     *
     * @param owner of the role that migrates
     * @param service of the role that the service works with, which owns nothing
     * @param reader of the role that can only select
     */
    public record Logins(String owner, String service, String reader) {}

    /** The role that the service works with: what it may see depends on the tenant that it states. */
    public String service() {
        return serviceOf(name);
    }

    /** The role that validating replays log in with, and whoever wants to look. */
    public String reader() {
        return readerOf(name);
    }

    /** The name of the service's role of a database. */
    public static String serviceOf(String name) {
        return name + "_service";
    }

    /** The name of the select-only role of a database. */
    public static String readerOf(String name) {
        return name + "_reader";
    }
}
