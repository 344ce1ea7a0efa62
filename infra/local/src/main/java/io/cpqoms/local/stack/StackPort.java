package io.cpqoms.local.stack;

import java.util.Locale;

/** Every port of a local stack, with the number it has unless configured otherwise. */
public enum StackPort {
    QUOTE(8081),
    ORDER(8082),
    WORKFLOW(8083),
    SEARCH(8084),
    NOTIFICATION(8085),
    AUDIT(8086),
    COCKPIT(8091),
    PARTNERS(8090),
    SMTP(3025),
    MAIL(8092),
    POSTGRES(25432),
    KAFKA(29092),
    KAFKA_CONTROLLER(29093),
    OPENSEARCH(29200),
    OPENSEARCH_TRANSPORT(29300);

    private final int usual;

    StackPort(int usual) {
        this.usual = usual;
    }

    public int usual() {
        return usual;
    }

    /** The environment variable that sets it, such as {@code CPQ_PORT_QUOTE}. */
    public String variable() {
        return "CPQ_PORT_" + name();
    }

    /** The system property that sets it, such as {@code cpq.port.kafka-controller}. */
    public String property() {
        return "cpq.port." + label();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
