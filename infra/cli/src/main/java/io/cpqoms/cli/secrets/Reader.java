package io.cpqoms.cli.secrets;

import io.cpqoms.cli.proof.Store;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One who needs secrets: a service, Cockpit, the database server, or a broker that asks who one is.
 *
 * @param group the numeric group through which it may read
 */
record Reader(String name, int group) {
    static final String SERVER = "postgres";
    static final String BROKER = "kafka";

    private static final String COCKPIT = "cockpit";

    private static final Map<String, Store> DATABASES = Map.of(
            "quote-service",
            Store.QUOTE,
            "order-service",
            Store.ORDER,
            "workflow-bridge",
            Store.WORKFLOW,
            COCKPIT,
            Store.WORKFLOW,
            "search-projector",
            Store.SEARCH,
            "notification-service",
            Store.NOTIFICATION,
            "audit-service",
            Store.AUDIT);

    Store store() {
        Store store = DATABASES.get(name);
        if (store == null) {
            throw new IllegalStateException(name + " has no database");
        }
        return store;
    }

    boolean isService() {
        return DATABASES.containsKey(name) && !name.equals(COCKPIT);
    }

    boolean isCockpit() {
        return name.equals(COCKPIT);
    }

    /** Reads {@code name:group}. */
    static final class Converter implements ITypeConverter<Reader> {
        @Override
        public Reader convert(String value) {
            String[] parts = value.split(":", -1);
            boolean known = List.of(SERVER, BROKER).contains(parts[0]) || DATABASES.containsKey(parts[0]);
            if (parts.length != 2 || !known || !parts[1].matches("[0-9]{1,9}")) {
                throw new TypeConversionException("'" + value + "' is not NAME:GROUP with a name among " + SERVER + ", "
                        + BROKER + ", " + DATABASES.keySet().stream().sorted().toList());
            }
            return new Reader(parts[0], Integer.parseInt(parts[1]));
        }
    }
}
