package io.cpqoms.notification.rule;

import java.util.Map;

/** What follows from one type of message; the rules are a list of these. */
sealed interface NotificationRule {

    String eventType();

    /**
     * A fact that concerns somebody.
     *
     * @param parameters name in the template → where the value is in the payload
     */
    record WhenFact(String eventType, String template, Party recipient, About about, Map<String, String> parameters)
            implements NotificationRule {}

    /** A command that names template, recipient, subject and parameters itself; processes command, and know groups only. */
    record WhenCommanded(String eventType) implements NotificationRule {}

    /** Who is told. */
    sealed interface Party {

        /** The customer that the payload names. */
        record Customer(String pointer) implements Party {}

        /** The group of the house that the payload names. */
        record Group(String pointer) implements Party {}

        /** Always the same group of the house. */
        record TheGroup(String name) implements Party {}
    }

    /** What a notification is about. */
    sealed interface About {

        /** The aggregate of the fact itself. */
        record Itself() implements About {}

        /** Another aggregate that the payload names. */
        record Other(String type, String pointer) implements About {}
    }
}
