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

    /** A command that names template, recipient, subject and parameters itself. */
    record WhenCommanded(String eventType) implements NotificationRule {}

    /** Who is told. */
    sealed interface Party {

        /** The party that the payload names. */
        record Named(String pointer) implements Party {}

        /** Always the same party. */
        record Always(String partyId) implements Party {}
    }

    /** What a notification is about. */
    sealed interface About {

        /** The aggregate of the fact itself. */
        record Itself() implements About {}

        /** Another aggregate that the payload names. */
        record Other(String type, String pointer) implements About {}
    }
}
