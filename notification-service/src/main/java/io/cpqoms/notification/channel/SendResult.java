package io.cpqoms.notification.channel;

/** What became of an attempt to send: whether the provider has the message decides everything that follows. */
public sealed interface SendResult {

    /** The provider took it. */
    record Taken(String providerMessageId) implements SendResult {}

    /** Nobody knows where to send it; somebody may say so later. */
    record NoAddress(String cause) implements SendResult {}

    /** Nobody will ever take it like this: an address that is none, no template, refused for good. */
    record Refused(String cause) implements SendResult {}

    /** The provider answered and did not take it now. */
    record NotNow(String cause) implements SendResult {}

    /** There was nobody to take it. */
    record Unreachable(String cause) implements SendResult {}

    /** The conversation broke off; the provider may or may not have the message. */
    record InDoubt(String cause) implements SendResult {}
}
