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
    QUOTE_MANAGEMENT(9081),
    ORDER_MANAGEMENT(9082),
    WORKFLOW_MANAGEMENT(9083),
    SEARCH_MANAGEMENT(9084),
    NOTIFICATION_MANAGEMENT(9085),
    AUDIT_MANAGEMENT(9086),
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

    /** Where a service answers operators, for the port where it answers clients. */
    public StackPort management() {
        return valueOf(name() + "_MANAGEMENT");
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
