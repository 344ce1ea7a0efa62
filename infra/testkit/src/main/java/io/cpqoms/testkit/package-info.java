/**
 * Real servers for tests: Quarkus test resources over the embedded stack's servers, one set per test JVM.
 *
 * <p>{@link io.cpqoms.testkit.EmbeddedServers} starts them; the resources translate them into configuration; {@code TopicRecords},
 * {@code Rows} and {@code Mails} look at what a service did.
 */
@NullMarked
package io.cpqoms.testkit;

import org.jspecify.annotations.NullMarked;
