package io.cpqoms.notification.channel;

/** What a parameter of a template means when it is not simply text: only what is declared as such is written as such. */
enum Meaning {
    /** Amount and currency. */
    MONEY,
    /** An instant or a date. */
    TIME,
    /** What is owed each period: a list of period and rounded amount. */
    PERIODS
}
