/**
 * Notification service: tells people what concerns them, once.
 *
 * <ul>
 *   <li>{@code integration} — facts and commands that arrive, results that leave
 *   <li>{@code rule} — which fact tells whom what, as data
 *   <li>{@code delivery} — intents and the dispatcher that sends them; the only writer of their state
 *   <li>{@code channel} — templates, wording per locale, email
 *   <li>{@code contact} — addresses and languages of parties
 * </ul>
 *
 * <p>Write path: {@code integration} → {@code rule} → {@code delivery} (intent, with the inbox row); later {@code delivery} →
 * {@code channel} → result and event in one transaction.
 */
@NullMarked
package io.cpqoms.notification;

import org.jspecify.annotations.NullMarked;
