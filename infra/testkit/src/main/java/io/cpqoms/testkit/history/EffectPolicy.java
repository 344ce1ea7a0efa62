package io.cpqoms.testkit.history;

/** Which effects a consumer owes. */
public enum EffectPolicy {
    /** One for each message, in the order of the aggregate's versions. */
    EVERY_FACT,
    /** The newest version of each aggregate, never an older one after it. */
    LATEST_WINS
}
